import { api, LightningElement, wire } from 'lwc';
import { gql, graphql } from 'lightning/graphql';
import USER_ID from '@salesforce/user/Id';
import label from '@salesforce/label/c.Baton_Name_Receiver';
import nobody from '@salesforce/label/c.Baton_Name_Receiver_Nobody';
import send from '@salesforce/label/c.Baton_Name_Receiver_Send';

const PEOPLE = gql`
    query batonDivisionPeople($divisionId: ID) {
        uiapi {
            query {
                Baton_Expert__c(
                    first: 500
                    where: { Division__c: { eq: $divisionId } }
                    orderBy: { Rank__c: { order: ASC } }
                ) @optional {
                    edges {
                        node {
                            Id
                            Colleague__c @optional {
                                value
                            }
                            Colleague__r @optional {
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

/**
 * Names the colleague of the division who shall take a hand-off.
 *
 * @fires BatonNameReceiver#name with `{receiverId}`
 */
export default class BatonNameReceiver extends LightningElement {
    @api divisionId;
    @api isSaving = false;

    labels = { label, nobody, send };
    /** Undefined until they are read. */
    options;
    receiverId;

    @wire(graphql, { query: '$query', variables: '$variables' })
    receivePeople({ data }) {
        if (!data) {
            return;
        }
        const edges = data.uiapi.query.Baton_Expert__c?.edges ?? [];
        const people = edges.map(({ node }) => [node.Colleague__c?.value, node.Colleague__r?.Name?.value]);
        const named = people.filter(([id, name]) => id && name && id !== USER_ID);
        this.options = [...new Map(named)].map(([value, name]) => ({ value, label: name }));
    }

    get query() {
        return this.divisionId && PEOPLE;
    }

    get variables() {
        return { divisionId: this.divisionId };
    }

    get hasPeople() {
        return this.options?.length > 0;
    }

    /** The intake has it because nobody else could: it must not look as if something were missing on the page. */
    get hasNobody() {
        return this.options?.length === 0;
    }

    get cannotSend() {
        return this.isSaving || !this.receiverId;
    }

    choose({ detail: { value } }) {
        this.receiverId = value;
    }

    send() {
        this.dispatchEvent(new CustomEvent('name', { detail: { receiverId: this.receiverId } }));
    }
}
