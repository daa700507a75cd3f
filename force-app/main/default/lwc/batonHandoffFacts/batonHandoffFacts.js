import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import contact from '@salesforce/label/c.Baton_Facts_Contact';
import customer from '@salesforce/label/c.Baton_Facts_Customer';
import giver from '@salesforce/label/c.Baton_Facts_Giver';
import hint from '@salesforce/label/c.Baton_Facts_Hint';
import myName from '@salesforce/label/c.Baton_Facts_Name';
import note from '@salesforce/label/c.Baton_Facts_Note';
import receiver from '@salesforce/label/c.Baton_Facts_Receiver';
import whyTaker from '@salesforce/label/c.Baton_Facts_Why_Taker';
import whyYou from '@salesforce/label/c.Baton_Facts_Why_You';
import { reasonsInWords, yourReasonsInWords } from 'c/batonWords';

/** Who the customer is, what was said about them, who gives and who takes, each a tap away. */
export default class BatonHandoffFacts extends NavigationMixin(LightningElement) {
    /** The hand-off as GraphQL gives it. */
    @api node;
    /** What only the receiver may know, as GraphQL gives it. */
    @api received;
    /** 'giver', 'receiver', 'intake' or 'reader'. */
    @api role;

    labels = { contact, customer, giver, note, receiver };

    get customerName() {
        return [this.text('Customer_Name__c'), this.text('Customer_City__c')].filter(Boolean).join(', ');
    }

    /** The account on which the viewer works with this customer, as far as it is known. */
    get accountId() {
        return this.received?.Account__c?.value ?? (this.isGiver ? this.text('Account__c') : undefined);
    }

    get contactName() {
        return this.text('Contact_Name__c');
    }

    get contactReach() {
        return { Phone: this.node.Contact_Phone__c, Email: this.node.Contact_Email__c };
    }

    get noteText() {
        return this.text('Note__c');
    }

    get naming() {
        return this.node.Use_My_Name__c?.value ? myName : hint;
    }

    get giverName() {
        return this.node.Owner?.Name?.value;
    }

    get giverDetail() {
        return this.node.From_Division__r?.Name?.value;
    }

    get taker() {
        return this.node.Receiver__r ?? this.node.Intake__r;
    }

    get takerDetail() {
        return this.node.To_Division__r?.Name?.value;
    }

    get isGiver() {
        return this.role === 'giver';
    }

    get why() {
        return this.isGiver ? whyTaker : whyYou;
    }

    get reasons() {
        const facts = this.received?.Reasons__c?.value || this.text('Receiver_Reasons__c');
        const sentences = this.isGiver ? reasonsInWords(facts) : yourReasonsInWords(facts);
        return sentences.map((text, key) => ({ key, text }));
    }

    get hasReasons() {
        return this.reasons.length > 0;
    }

    openAccount() {
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId: this.accountId, objectApiName: 'Account', actionName: 'view' },
        });
    }

    text(field) {
        return this.node[field]?.value ?? undefined;
    }
}
