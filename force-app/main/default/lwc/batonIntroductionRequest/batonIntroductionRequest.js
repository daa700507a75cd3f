import { api, LightningElement } from 'lwc';
import { updateRecord } from 'lightning/uiRecordApi';
import answered from '@salesforce/label/c.Baton_Request_Answered';
import failed from '@salesforce/label/c.Baton_Decision_Failed';
import head from '@salesforce/label/c.Baton_Request_Head';
import headContact from '@salesforce/label/c.Baton_Request_Head_Contact';
import no from '@salesforce/label/c.Baton_Request_No';
import privacy from '@salesforce/label/c.Baton_Request_Privacy';
import text from '@salesforce/label/c.Baton_Request_Text';
import why from '@salesforce/label/c.Baton_Facts_Why_You';
import yes from '@salesforce/label/c.Baton_Request_Yes';
import { clearDraft, readDraft, writeDraft } from 'c/batonDraft';
import { fill, yourReasonsInWords } from 'c/batonWords';

/**
 * A colleague asks the viewer for an introduction. Only a yes tells them who the viewer is.
 *
 * @fires BatonIntroductionRequest#changed once it is answered
 */
export default class BatonIntroductionRequest extends LightningElement {
    labels = { answered, failed, no, privacy, text, why, yes };
    text = '';
    errors;
    isSaving = false;
    isAnswered = false;
    lastAnswer;
    _node;

    /** The request as GraphQL gives it. */
    @api
    get node() {
        return this._node;
    }
    set node(value) {
        const isOther = value?.Id !== this._node?.Id;
        this._node = value;
        if (isOther) {
            this.text = readDraft(this.draftName)?.text ?? '';
        }
    }

    get draftName() {
        return `introduction.${this.node.Id}`;
    }

    get head() {
        const contact = this.node.Contact_Name__c?.value;
        const customer = this.node.Customer_Name__c?.value ?? '';
        return contact ? fill(headContact, contact, customer) : fill(head, customer);
    }

    get asker() {
        return this.node.Asker__r?.Name?.value;
    }

    get division() {
        return this.node.Asker_Division__r?.Name?.value;
    }

    get wish() {
        return this.node.Wish__c?.value;
    }

    get reasons() {
        return yourReasonsInWords(this.node.Reasons__c?.value).join(' · ');
    }

    get isDone() {
        return this.isAnswered || Boolean(this.node.Answer__c?.value);
    }

    write({ detail: { value } }) {
        this.text = value;
        writeDraft(this.draftName, { text: value });
    }

    sayYes() {
        return this.answer('Yes');
    }

    sayNo() {
        return this.answer('No');
    }

    answerAgain() {
        return this.answer(this.lastAnswer);
    }

    async answer(Answer__c) {
        this.isSaving = true;
        this.errors = undefined;
        this.lastAnswer = Answer__c;
        const words = Answer__c === 'Yes' && this.text.trim() ? { Answer_Text__c: this.text.trim() } : {};
        try {
            await updateRecord({ fields: { Id: this.node.Id, Answer__c, ...words } });
            clearDraft(this.draftName);
            this.isAnswered = true;
            this.dispatchEvent(new CustomEvent('changed'));
        } catch (error) {
            this.errors = error;
        } finally {
            this.isSaving = false;
        }
    }
}
