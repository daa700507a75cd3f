import { api, LightningElement } from 'lwc';
import { updateRecord } from 'lightning/uiRecordApi';
import contacted from '@salesforce/label/c.Baton_Follow_Contacted';
import failed from '@salesforce/label/c.Baton_Decision_Failed';
import giveBack from '@salesforce/label/c.Baton_Follow_Return';
import giveBackWhy from '@salesforce/label/c.Baton_Follow_Return_Why';
import how from '@salesforce/label/c.Baton_Follow_How';
import howOverdue from '@salesforce/label/c.Baton_Follow_How_Overdue';
import lastStatus from '@salesforce/label/c.Baton_Follow_Last_Status';
import verdict from '@salesforce/label/c.Baton_Follow_Verdict';
import { STATUSES, VERDICTS } from 'c/batonHandoffModel';
import { dateInWords, fill } from 'c/batonWords';

const WORKING = ['Accepted', 'In contact', 'Converted'];
const MAY_RETURN = ['Accepted', 'In contact'];
const NO_VERDICT = ['Offered', 'Withdrawn', 'Expired'];

const toAnswers = (words) => Object.entries(words).map(([value, label]) => ({ value, label }));

/**
 * What the receiver does once a hand-off is accepted: contact, deal, how it goes, how good it was.
 *
 * @fires BatonFollow#changed once something was saved
 */
export default class BatonFollow extends LightningElement {
    /** The hand-off as GraphQL gives it. */
    @api node;
    /** What only the receiver may know of it. */
    @api received;

    labels = { contacted, failed, giveBack, giveBackWhy, verdict };
    statuses = toAnswers(STATUSES);
    verdicts = toAnswers(VERDICTS);
    isReturning = false;
    isSaving = false;
    errors;
    lastFields;

    get state() {
        return this.node.State__c.value;
    }

    get canContact() {
        return this.state === 'Accepted';
    }

    get isWorking() {
        return WORKING.includes(this.state) && !this.isReturning;
    }

    get canReturn() {
        return MAY_RETURN.includes(this.state) && !this.isReturning;
    }

    get asksVerdict() {
        return !NO_VERDICT.includes(this.state) && !this.node.Verdict__c?.value && !this.isReturning;
    }

    get divisionId() {
        return this.node.To_Division__c?.value;
    }

    get how() {
        const due = Date.parse(this.node.Status_By__c?.value ?? '');
        return due < Date.now() ? howOverdue : how;
    }

    get lastStatus() {
        const words = STATUSES[this.node.Last_Status__c?.value];
        return words && fill(lastStatus, words, dateInWords(this.node.Last_Status_At__c?.value) ?? '');
    }

    contact() {
        return this.save({ State__c: 'In contact' });
    }

    sayHow({ detail: { value } }) {
        return this.save({ Last_Status__c: value });
    }

    judge({ detail: { value } }) {
        return this.save({ Verdict__c: value });
    }

    startReturning() {
        this.isReturning = true;
    }

    stopReturning() {
        this.isReturning = false;
    }

    async giveBack({ detail: { reason, divisionId } }) {
        const elsewhere = divisionId ? { Pass_On_To__c: divisionId } : {};
        await this.save({ State__c: 'Returned', Decline_Reason__c: reason, ...elsewhere });
        this.isReturning = Boolean(this.errors);
    }

    saveAgain() {
        return this.save(this.lastFields);
    }

    async save(fields) {
        this.isSaving = true;
        this.errors = undefined;
        this.lastFields = fields;
        try {
            await updateRecord({ fields: { Id: this.node.Id, ...fields } });
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
