import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import USER_ID from '@salesforce/user/Id';
import asked from '@salesforce/label/c.Baton_List_Asked';
import from from '@salesforce/label/c.Baton_List_From';
import overdue from '@salesforce/label/c.Baton_List_Overdue';
import to from '@salesforce/label/c.Baton_List_To';
import { isClosed, needOf, nowInWords, roleOf, stateInWords, takerOf, takesAnswers } from 'c/batonHandoffModel';
import { fill } from 'c/batonWords';

/** Hand-offs, each leading to its page. */
export default class BatonHandoffList extends NavigationMixin(LightningElement) {
    rows = [];
    _nodes = [];

    /** Hand-offs as GraphQL gives them, in the order to show. */
    @api
    get nodes() {
        return this._nodes;
    }
    set nodes(value) {
        this._nodes = value ?? [];
        this.prepare();
    }

    async prepare() {
        const nodes = this._nodes;
        const links = await Promise.all(nodes.map(({ Id }) => this.linkTo(Id)));
        if (nodes === this._nodes) {
            this.rows = nodes.map((node, index) => ({ ...toRow(node), link: links[index] }));
        }
    }

    linkTo(recordId) {
        return this[NavigationMixin.GenerateUrl]({
            type: 'standard__recordPage',
            attributes: { recordId, objectApiName: 'Baton_Handoff__c', actionName: 'view' },
        });
    }
}

function toRow(node) {
    const role = roleOf(node, USER_ID);
    const state = node.State__c.value;
    const giver = node.Owner?.Name?.value;
    const person = role === 'giver' ? fill(to, takerOf(node)) : giver && fill(from, giver);
    return {
        id: node.Id,
        need: needOf(node),
        customer: [node.Customer_Name__c?.value, person].filter(Boolean).join(' · '),
        now: nowInWords(node, role),
        state: stateInWords(state),
        look: `state ${tone(state)}`,
        note: noteOn(node, role, state),
    };
}

/** What somebody waits for, beside the decision itself. */
function noteOn(node, role, state) {
    if (isAskedByOther(node)) {
        return asked;
    }
    const due = Date.parse(node.Status_By__c?.value ?? '');
    return role === 'receiver' && !isClosed(state) && due < Date.now() ? overdue : undefined;
}

function isAskedByOther(node) {
    const last = node.Baton_Messages__r?.edges[0]?.node;
    return takesAnswers(node) && last?.Kind__c.value === 'Question' && last.CreatedById.value !== USER_ID;
}

function tone(state) {
    if (state === 'Won') {
        return 'is-won';
    }
    return isClosed(state) ? 'is-over' : 'is-open';
}
