import { api, LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { encodeDefaultFieldValues } from 'lightning/pageReferenceUtils';
import { updateRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import failed from '@salesforce/label/c.Baton_Deal_Failed';
import followed from '@salesforce/label/c.Baton_Deal_Followed';
import link from '@salesforce/label/c.Baton_Deal_Link';
import linkSend from '@salesforce/label/c.Baton_Deal_Link_Send';
import linked from '@salesforce/label/c.Baton_Deal_Linked';
import makeDeal from '@salesforce/label/c.Baton_Deal_Make';
import makeLead from '@salesforce/label/c.Baton_Deal_Make_Lead';
import { OPEN_DEALS } from './dealsQuery';
import { leadDefaults, opportunityDefaults } from './defaults';

/**
 * Makes an opportunity (or a lead, where the receiver has no account of this customer) in the normal way, or links one.
 * The service follows it from there.
 *
 * @fires BatonDeal#changed once one is linked
 */
export default class BatonDeal extends NavigationMixin(LightningElement) {
    /** The hand-off as GraphQL gives it. */
    @api node;
    /** What only the receiver may know: own account row, deal followed. */
    @api received;

    labels = { failed, followed, link, linkSend, linked };
    deals = [];
    dealId;
    dealLink;
    errors;
    isLinked = false;
    isSaving = false;

    @wire(graphql, { query: '$query', variables: '$variables' })
    receiveDeals({ data }) {
        const edges = data?.uiapi.query.Opportunity?.edges ?? [];
        this.deals = edges.map(({ node }) => ({ value: node.Id, label: node.Name.value }));
    }

    get query() {
        return this.deal ? undefined : OPEN_DEALS;
    }

    get variables() {
        return { userId: USER_ID };
    }

    /** The deal that is followed already. */
    get deal() {
        const id = this.received?.Opportunity__c?.value;
        const { Name, StageName } = this.received?.Opportunity__r ?? {};
        return id && { id, name: Name?.value ?? '', stage: StageName?.value ?? '' };
    }

    get accountId() {
        return this.received?.Account__c?.value;
    }

    /** Until the service has said which account is the receiver's own, nobody knows that there is none. */
    get beginsWithLead() {
        return Boolean(this.received) && !this.accountId;
    }

    get makeLabel() {
        return this.beginsWithLead ? makeLead : makeDeal;
    }

    get hasDeals() {
        return this.deals.length > 0;
    }

    get cannotLink() {
        return this.isSaving || !this.dealId;
    }

    make() {
        const { beginsWithLead, node, accountId } = this;
        const values = beginsWithLead ? leadDefaults(node) : opportunityDefaults(node, accountId);
        this[NavigationMixin.Navigate]({
            type: 'standard__objectPage',
            attributes: { objectApiName: beginsWithLead ? 'Lead' : 'Opportunity', actionName: 'new' },
            state: { defaultFieldValues: encodeDefaultFieldValues(values) },
        });
    }

    open() {
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId: this.deal.id, objectApiName: 'Opportunity', actionName: 'view' },
        });
    }

    choose({ detail: { value } }) {
        this.dealId = value;
    }

    async link() {
        this.isSaving = true;
        this.errors = undefined;
        try {
            await updateRecord({ fields: { Id: this.dealId, Baton_Handoff__c: this.node.Id } });
            this.isLinked = true;
            this.dispatchEvent(new CustomEvent('changed'));
        } catch (error) {
            this.errors = error;
        } finally {
            this.isSaving = false;
        }
    }
}
