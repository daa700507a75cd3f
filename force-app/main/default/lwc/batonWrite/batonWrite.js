import { api, LightningElement } from 'lwc';
import { createRecord } from 'lightning/uiRecordApi';
import cancel from '@salesforce/label/c.Baton_Reason_Form_Cancel';
import failed from '@salesforce/label/c.Baton_Write_Failed';
import { clearDraft, newRequestKey, readDraft, writeDraft } from 'c/batonDraft';

const LONGEST = 2000;

/**
 * A field for a message of a hand-off. What is written stays until it is saved, over errors and reloads.
 *
 * @fires BatonWrite#written once it is saved
 * @fires BatonWrite#cancel where it can be left; what was written stays for the next time
 */
export default class BatonWrite extends LightningElement {
    /** Value of `Kind__c`. */
    @api kind;
    /** Name of the field. */
    @api label;
    @api sendLabel;
    @api placeholder;
    /** True where people can leave the field again. */
    @api canCancel = false;

    labels = { cancel, failed };
    longest = LONGEST;
    text = '';
    errors;
    isSaving = false;
    requestKey;
    _handoffId;

    @api
    get handoffId() {
        return this._handoffId;
    }
    set handoffId(value) {
        this._handoffId = value;
        const draft = readDraft(this.draftName);
        this.text = draft?.text ?? '';
        this.requestKey = draft?.requestKey ?? newRequestKey();
    }

    get draftName() {
        return `message.${this.kind}.${this.handoffId}`;
    }

    get cannotSend() {
        return this.isSaving || !this.text.trim();
    }

    @api
    focus() {
        this.template.querySelector('lightning-textarea')?.focus();
    }

    write({ detail: { value } }) {
        this.text = value;
        writeDraft(this.draftName, { text: value, requestKey: this.requestKey });
    }

    async send() {
        this.isSaving = true;
        this.errors = undefined;
        const body = this.text.trim();
        const fields = {
            Handoff__c: this.handoffId,
            Kind__c: this.kind,
            Body__c: body,
            Request_Key__c: this.requestKey,
        };
        try {
            await createRecord({ apiName: 'Baton_Handoff_Message__c', fields });
            this.finish();
        } catch (error) {
            if (JSON.stringify(error?.body ?? {}).includes('DUPLICATE_VALUE')) {
                // The first save went through and its reply was lost.
                this.finish();
            } else {
                this.errors = error;
            }
        } finally {
            this.isSaving = false;
        }
    }

    cancel() {
        this.dispatchEvent(new CustomEvent('cancel'));
    }

    finish() {
        clearDraft(this.draftName);
        this.text = '';
        this.requestKey = newRequestKey();
        this.dispatchEvent(new CustomEvent('written'));
    }
}
