import { api, LightningElement } from 'lwc';
import { updateRecord } from 'lightning/uiRecordApi';
import asked from '@salesforce/label/c.Baton_Asks_Asked';
import askedAnytime from '@salesforce/label/c.Baton_Asks_Asked_Anytime';
import connected from '@salesforce/label/c.Baton_Asks_Connected';
import failed from '@salesforce/label/c.Baton_Decision_Failed';
import nobody from '@salesforce/label/c.Baton_Asks_Nobody';
import title from '@salesforce/label/c.Baton_Asks_Title';
import withdraw from '@salesforce/label/c.Baton_Sent_Recall';
import { fill, momentInWords } from 'c/batonWords';

/**
 * Introductions the viewer has asked for. "Nobody" reads the same whether nobody knows the customer, nobody answered, or
 * somebody said no.
 *
 * @fires BatonMyAsks#changed once one is taken back
 */
export default class BatonMyAsks extends LightningElement {
    /** Introductions as GraphQL gives them, newest first. */
    @api asks = [];

    labels = { failed, title, withdraw };
    errors;
    lastId;

    get rows() {
        return this.asks.map((node) => ({
            id: node.Id,
            customer: [node.Contact_Name__c?.value, node.Customer_Name__c?.value].filter(Boolean).join(', '),
            wish: node.Wish__c?.value,
            now: nowOf(node),
            isOpen: node.State__c.value === 'Asked',
            knower: node.State__c.value === 'Connected' ? node.Knower__r?.Name?.value : undefined,
            user: node.Knower__r,
            says: node.Knower_Text__c?.value,
        }));
    }

    withdraw(event) {
        this.lastId = event.currentTarget.dataset.id;
        return this.save();
    }

    async save() {
        this.errors = undefined;
        try {
            await updateRecord({ fields: { Id: this.lastId, State__c: 'Withdrawn' } });
            this.dispatchEvent(new CustomEvent('changed'));
        } catch (error) {
            this.errors = error;
        }
    }
}

function nowOf(node) {
    const by = momentInWords(node.Answer_By__c?.value);
    const waiting = by ? fill(asked, by) : askedAnytime;
    return { Asked: waiting, Connected: connected, Nobody: nobody }[node.State__c.value];
}
