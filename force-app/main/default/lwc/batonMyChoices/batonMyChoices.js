import { api, LightningElement } from 'lwc';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import asksAMonth from '@salesforce/label/c.Baton_Choices_Asks';
import awayUntil from '@salesforce/label/c.Baton_Choices_Away';
import failed from '@salesforce/label/c.Baton_Decision_Failed';
import hidden from '@salesforce/label/c.Baton_Choices_Hidden';
import hint from '@salesforce/label/c.Baton_Choices_Hint';
import named from '@salesforce/label/c.Baton_Choices_Named';
import naming from '@salesforce/label/c.Baton_Choices_Naming';
import notices from '@salesforce/label/c.Baton_Choices_Notices';
import noticesAll from '@salesforce/label/c.Baton_Choices_Notices_All';
import noticesDigest from '@salesforce/label/c.Baton_Choices_Notices_Digest';
import noticesImportant from '@salesforce/label/c.Baton_Choices_Notices_Important';
import openCap from '@salesforce/label/c.Baton_Choices_Open_Cap';
import save from '@salesforce/label/c.Baton_Choices_Save';
import saved from '@salesforce/label/c.Baton_Choices_Saved';
import title from '@salesforce/label/c.Baton_Choices_Title';
import unnamed from '@salesforce/label/c.Baton_Choices_Unnamed';

const FIELDS = ['Naming__c', 'Away_Until__c', 'Asks_A_Month__c', 'Open_Handoffs_Cap__c', 'Notices__c'];
const NUMBERS = ['Asks_A_Month__c', 'Open_Handoffs_Cap__c'];

/**
 * The viewer's own choices. What is left open follows the company's rules.
 *
 * @fires BatonMyChoices#changed once they are saved
 */
export default class BatonMyChoices extends LightningElement {
    labels = { asksAMonth, awayUntil, failed, hint, naming, notices, openCap, save, saved, title };
    namings = [
        { label: named, value: 'Named' },
        { label: unnamed, value: 'Unnamed' },
        { label: hidden, value: 'Hidden' },
    ];
    noticeChoices = [
        { label: noticesAll, value: 'All' },
        { label: noticesImportant, value: 'Important' },
        { label: noticesDigest, value: 'Digest' },
    ];

    /** What was changed and not saved yet, by field. */
    changes = {};
    errors;
    isSaving = false;
    isSaved = false;
    createdId;
    _preference;

    /** The record of the viewer as GraphQL gives it; undefined before the first choice. */
    @api
    get preference() {
        return this._preference;
    }
    set preference(value) {
        this._preference = value;
    }

    get values() {
        const stored = FIELDS.map((field) => [field, this._preference?.[field]?.value ?? undefined]);
        return { ...Object.fromEntries(stored), ...this.changes };
    }

    get cannotSave() {
        return this.isSaving || Object.keys(this.changes).length === 0;
    }

    change(event) {
        const { field } = event.currentTarget.dataset;
        const { value } = event.detail;
        const isNumber = NUMBERS.includes(field) && value !== '' && value !== null;
        this.changes = { ...this.changes, [field]: isNumber ? Number(value) : value || null };
        this.isSaved = false;
    }

    async save() {
        const inputs = [...this.template.querySelectorAll('lightning-input')];
        if (inputs.some((input) => !input.reportValidity())) {
            return;
        }
        this.isSaving = true;
        this.errors = undefined;
        try {
            await this.write(this.changes);
            this.changes = {};
            this.isSaved = true;
            this.dispatchEvent(new CustomEvent('changed'));
        } catch (error) {
            this.errors = error;
        } finally {
            this.isSaving = false;
        }
    }

    async write(fields) {
        const Id = this._preference?.Id ?? this.createdId;
        if (Id) {
            await updateRecord({ fields: { Id, ...fields } });
        } else {
            const record = await createRecord({ apiName: 'Baton_Preference__c', fields });
            this.createdId = record.id;
        }
    }
}
