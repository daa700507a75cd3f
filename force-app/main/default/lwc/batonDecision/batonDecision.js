import { api, LightningElement } from 'lwc';
import { updateRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import accept from '@salesforce/label/c.Baton_Decision_Accept';
import ask from '@salesforce/label/c.Baton_Decision_Ask';
import askLabel from '@salesforce/label/c.Baton_Decision_Ask_Label';
import askSend from '@salesforce/label/c.Baton_Decision_Ask_Send';
import decline from '@salesforce/label/c.Baton_Decision_Decline';
import declineWhy from '@salesforce/label/c.Baton_Decision_Decline_Why';
import failed from '@salesforce/label/c.Baton_Decision_Failed';
import takeMyself from '@salesforce/label/c.Baton_Decision_Take_Myself';

const DECLINING = 'declining';
const ASKING = 'asking';

/**
 * Decides on a hand-off that was offered.
 *
 * @fires BatonDecision#changed once something was saved
 */
export default class BatonDecision extends LightningElement {
    @api handoffId;
    /** Division that shall take it. */
    @api divisionId;
    /** True for the intake, who may also name somebody else. */
    @api isIntake = false;

    labels = { ask, askLabel, askSend, decline, declineWhy, failed };
    mode;
    errors;
    isSaving = false;
    lastFields;

    get acceptLabel() {
        return this.isIntake ? takeMyself : accept;
    }

    get isDeclining() {
        return this.mode === DECLINING;
    }

    get isAsking() {
        return this.mode === ASKING;
    }

    get isOpen() {
        return !this.mode;
    }

    renderedCallback() {
        if (this.focusNext) {
            this.template.querySelector(this.focusNext)?.focus();
            this.focusNext = undefined;
        }
    }

    startDeclining() {
        this.mode = DECLINING;
        this.focusNext = 'c-baton-reason-form';
    }

    startAsking() {
        this.mode = ASKING;
        this.focusNext = 'c-baton-write';
    }

    close() {
        const opener = { [ASKING]: '.ask', [DECLINING]: '.decline' };
        this.focusNext = opener[this.mode];
        this.mode = undefined;
    }

    accept() {
        const receiver = this.isIntake ? { Receiver__c: USER_ID } : {};
        return this.save({ ...receiver, State__c: 'Accepted' });
    }

    decline({ detail: { reason, divisionId } }) {
        const elsewhere = divisionId ? { Pass_On_To__c: divisionId } : {};
        return this.save({ State__c: 'Declined', Decline_Reason__c: reason, ...elsewhere });
    }

    nameReceiver({ detail: { receiverId } }) {
        return this.save({ Receiver__c: receiverId });
    }

    asked() {
        this.close();
        this.tell();
    }

    saveAgain() {
        return this.save(this.lastFields);
    }

    async save(fields) {
        this.isSaving = true;
        this.errors = undefined;
        this.lastFields = fields;
        try {
            await updateRecord({ fields: { Id: this.handoffId, ...fields } });
            this.close();
            this.tell();
        } catch (error) {
            this.errors = error;
        } finally {
            this.isSaving = false;
        }
    }

    tell() {
        this.dispatchEvent(new CustomEvent('changed'));
    }
}
