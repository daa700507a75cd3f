import { api, LightningElement, wire } from 'lwc';
import { gql, graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import USER_ID from '@salesforce/user/Id';
import title from '@salesforce/label/c.Baton_Give_Back_Title';
import where from '@salesforce/label/c.Baton_Give_Back_Where';
import { fill } from 'c/batonWords';

const MOST_SHOWN = 3;

const SUGGESTIONS = gql`
    query batonGiveBack($divisionId: ID, $userId: ID) {
        uiapi {
            query {
                Baton_Suggestion__c(
                    first: 20
                    where: {
                        Division__c: { eq: $divisionId }
                        Status__c: { eq: "Open" }
                        Account__r: { OwnerId: { eq: $userId } }
                    }
                    orderBy: { Rank__c: { order: ASC } }
                ) @optional {
                    edges {
                        node {
                            Id
                            Account__c {
                                value
                            }
                            Account__r {
                                Name {
                                    value
                                }
                            }
                            Need__r @optional {
                                Name {
                                    value
                                }
                            }
                        }
                    }
                }
            }
        }
    }
`;

/** After a win: what customers of the viewer may need from the division that gave. Shows nothing where there is nothing. */
export default class BatonGiveBack extends NavigationMixin(LightningElement) {
    /** Who gave. */
    @api giver;
    /** Division of who gave. */
    @api divisionId;

    suggestions = [];

    @wire(graphql, { query: '$query', variables: '$variables' })
    receiveSuggestions({ data }) {
        const edges = data?.uiapi.query.Baton_Suggestion__c?.edges ?? [];
        const rows = edges.filter(({ node }) => node.Need__r?.Name?.value);
        this.suggestions = rows.slice(0, MOST_SHOWN).map(({ node }) => ({
            id: node.Id,
            accountId: node.Account__c.value,
            words: fill(where, node.Need__r.Name.value, node.Account__r.Name.value),
        }));
    }

    get query() {
        return this.divisionId && SUGGESTIONS;
    }

    get variables() {
        return { divisionId: this.divisionId, userId: USER_ID };
    }

    get hasSuggestions() {
        return this.suggestions.length > 0;
    }

    get title() {
        return fill(title, this.giver ?? '');
    }

    open(event) {
        const { id: recordId } = event.currentTarget.dataset;
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId, objectApiName: 'Account', actionName: 'view' },
        });
    }
}
