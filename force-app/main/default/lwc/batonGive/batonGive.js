import { api, LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { createRecord, getRecord, updateRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import { clearDraft, newRequestKey, readDraft, writeDraft } from 'c/batonDraft';
import { onGiveRequest } from 'c/batonGiveRequest';
import { customerFields, toCustomer } from 'c/batonCustomer';
import { OPTIONS } from './giveQuery';
import { LABELS } from './labels';
import { toOptions } from './options';
import { alreadySaved, toFields } from './toHandoff';

/**
 * Passes a need of this customer to a colleague in another division: tap what they need, look at who gets it, send.
 *
 * @fires BatonGive#given with `{handoffId}` once it is saved
 */
export default class BatonGive extends LightningElement {
    labels = LABELS;

    /** Values by field of `Baton_Handoff__c` that tell the customer. */
    customer;
    options;
    errors;
    saveErrors;
    isSaving = false;
    /** What is being put together; undefined while nothing is chosen. */
    draft;
    /** `{handoffId, receiver, user}` of what was just sent. */
    sent;
    /** What gets the keyboard when it is drawn: a selector. */
    focusNext;

    _recordId;
    _objectApiName;
    _previous;

    @api
    get recordId() {
        return this._recordId;
    }
    set recordId(value) {
        this._recordId = value;
        this.startOver();
    }

    @api
    get objectApiName() {
        return this._objectApiName;
    }
    set objectApiName(value) {
        this._objectApiName = value;
        this.startOver();
    }

    /** To pass on again: values by field of the hand-off that came back, its customer and `Previous__c` among them. */
    @api
    get previous() {
        return this._previous;
    }
    set previous(value) {
        this._previous = value;
        this.startOver();
    }

    connectedCallback() {
        this.stopListening = onGiveRequest(({ recordId, needId, divisionId }) => {
            if (recordId === this.recordId && !this.isSaving) {
                this.begin({ needId, divisionId });
            }
        });
    }

    disconnectedCallback() {
        this.stopListening?.();
    }

    renderedCallback() {
        const next = this.focusNext && this.template.querySelector(this.focusNext);
        if (next) {
            this.focusNext = undefined;
            next.focus();
        }
    }

    @wire(getRecord, { recordId: '$recordToRead', optionalFields: '$fields' })
    receiveRecord({ data, error }) {
        if (data) {
            this.customer = toCustomer(data, this.objectApiName);
        } else if (error) {
            this.errors = error;
        }
    }

    @wire(graphql, { query: '$optionsQuery', variables: '$optionsVariables' })
    receiveOptions({ data, errors, refresh }) {
        this.refreshOptions = refresh ?? this.refreshOptions;
        if (errors && !this.options) {
            this.errors = errors;
        } else if (data) {
            this.options = toOptions(data.uiapi.query);
            this.errors = undefined;
        }
    }

    get title() {
        return this.previous ? LABELS.titleAgain : LABELS.title;
    }

    get ask() {
        return this.previous ? LABELS.askAgain : LABELS.ask;
    }

    get recordToRead() {
        return this.previous || !this.objectApiName ? undefined : this.recordId;
    }

    get fields() {
        return customerFields(this.objectApiName);
    }

    get optionsQuery() {
        return this.customer && OPTIONS;
    }

    get optionsVariables() {
        return { accountId: this.customer?.Account__c ?? null, userId: USER_ID };
    }

    get need() {
        return this.options?.needs.find(({ id }) => id === this.draft?.needId);
    }

    get isLoading() {
        return !this.errors && !this.hasNoCustomer && !this.options;
    }

    get hasNoCustomer() {
        return this.customer !== undefined && !this.customer.Customer_Name__c;
    }

    get isChoosing() {
        return this.options?.divisions.length > 0 && this.canGive && !this.isChosen && !this.sent;
    }

    get isComposing() {
        return this.options && this.canGive && this.isChosen && !this.sent;
    }

    /** A need of the list, or one in words of the giver's own. */
    get isChosen() {
        return Boolean(this.need || this.draft?.isOther);
    }

    get hasNothingToPass() {
        return this.options?.divisions.length === 0;
    }

    get canGive() {
        return !this.errors && !this.hasNoCustomer;
    }

    chooseNeed({ detail: { needId } }) {
        this.begin({ needId });
    }

    begin(choice) {
        this.sent = undefined;
        this.focusNext = 'c-baton-give-form';
        const unchosen = { divisionId: undefined, receiverId: undefined, isOther: !choice.needId };
        this.keep({ ...this.draft, ...unchosen, ...choice, requestKey: newRequestKey() });
    }

    receiveDraft({ detail: draft }) {
        this.keep(draft);
    }

    /** Back to the chips; what was written stays for the next choice. */
    changeNeed() {
        this.keep({ ...this.draft, needId: undefined, isOther: false });
        this.focusNext = 'c-baton-need-chips';
    }

    giveAnother() {
        this.sent = undefined;
        this.draft = undefined;
        this.focusNext = 'c-baton-need-chips';
    }

    async send({ detail: { divisionId, receiverId, receiver, user } }) {
        this.isSaving = true;
        this.saveErrors = undefined;
        const { need, draft, customer, previous } = this;
        const fields = toFields(customer, { draft, need, receiverId, divisionId, previous });
        try {
            const { id } = await createRecord({ apiName: 'Baton_Handoff__c', fields });
            this.finish({ handoffId: id, receiver, user }, need);
        } catch (error) {
            const saved = alreadySaved(error);
            if (saved) {
                this.finish({ handoffId: saved.id, receiver, user }, need);
                this.writeAgain(saved.id, fields);
            } else {
                this.saveErrors = error;
            }
        } finally {
            this.isSaving = false;
        }
    }

    finish(sent, need) {
        clearDraft(this.draftName);
        this.draft = undefined;
        this.sent = sent;
        this.focusNext = 'c-baton-sent';
        this.dispatchEvent(new CustomEvent('given', { detail: { handoffId: sent.handoffId } }));
        if (need?.suggestionId) {
            // Only so that the suggestion goes; the hand-off is on its way in any case.
            const answer = {
                Status__c: 'Passed on',
                Answered_By__c: USER_ID,
                Answered_At__c: new Date().toISOString(),
            };
            updateRecord({ fields: { Id: need.suggestionId, ...answer } }).catch(() => undefined);
        }
    }

    /** What was changed after the reply was lost. */
    writeAgain(Id, { Note__c = null, Use_My_Name__c }) {
        if (Id) {
            updateRecord({ fields: { Id, Note__c, Use_My_Name__c } }).catch(() => undefined);
        }
    }

    keep(draft) {
        this.draft = draft;
        writeDraft(this.draftName, draft);
    }

    get draftName() {
        return `give.${this.recordId}`;
    }

    async tryAgain() {
        this.errors = undefined;
        if (this.customer && this.refreshOptions) {
            await this.refreshOptions();
            return;
        }
        // A wire asks again when its configuration changes, so the record goes away for a moment.
        const { _objectApiName: objectApiName } = this;
        this._objectApiName = undefined;
        await Promise.resolve();
        this._objectApiName = objectApiName;
    }

    startOver() {
        this.customer = this.previous;
        this.options = undefined;
        this.errors = undefined;
        this.saveErrors = undefined;
        this.sent = undefined;
        this.draft = this.recordId ? readDraft(this.draftName) : undefined;
    }
}
