import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { updateRecord } from 'lightning/uiRecordApi';
import done from '@salesforce/label/c.Baton_Sent_Done';
import next from '@salesforce/label/c.Baton_Sent_Next';
import openIt from '@salesforce/label/c.Baton_Sent_Open';
import recall from '@salesforce/label/c.Baton_Sent_Recall';
import recallFailed from '@salesforce/label/c.Baton_Sent_Recall_Failed';
import recalled from '@salesforce/label/c.Baton_Sent_Recalled';
import { fill } from 'c/batonWords';

/** Says that a hand-off is on its way, leads to it, and takes it back. */
export default class BatonSent extends NavigationMixin(LightningElement) {
    /** Whom it went to, a person or a division. */
    @api receiver;
    /** The person as GraphQL gives it, to call or mail at once; undefined where the division decides. */
    @api user;

    labels = { next, openIt, recall, recallFailed, recalled };
    link;
    isRecalled = false;
    errors;
    _handoffId;

    /** Id of the hand-off; undefined where only its arrival is known. */
    @api
    get handoffId() {
        return this._handoffId;
    }
    set handoffId(value) {
        this._handoffId = value;
        this.findLink();
    }

    get message() {
        return fill(done, this.receiver);
    }

    get canRecall() {
        return this.handoffId && !this.isRecalled;
    }

    /** Whoever was on the button that sent it reads on here. */
    @api
    focus() {
        this.template.querySelector('.message')?.focus();
    }

    async findLink() {
        this.link =
            this._handoffId &&
            (await this[NavigationMixin.GenerateUrl]({
                type: 'standard__recordPage',
                attributes: { recordId: this._handoffId, objectApiName: 'Baton_Handoff__c', actionName: 'view' },
            }));
    }

    async takeBack() {
        this.errors = undefined;
        try {
            await updateRecord({ fields: { Id: this.handoffId, State__c: 'Withdrawn' } });
            this.isRecalled = true;
        } catch (error) {
            this.errors = error;
        }
    }
}
