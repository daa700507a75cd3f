import { api, LightningElement, wire } from 'lwc';
import { gql, graphql } from 'lightning/graphql';
import { createRecord, getRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import { customerFields, toCustomer } from 'c/batonCustomer';
import { worksIn } from 'c/batonDivision';
import { clearDraft, newRequestKey, readDraft, writeDraft } from 'c/batonDraft';
import { fill } from 'c/batonWords';
import { LABELS } from './labels';

const ANY = '';

const DIVISIONS = gql`
    query batonIntroductionDivisions($userId: ID) {
        uiapi {
            query {
                Baton_Division__c(first: 100, where: { Active__c: { eq: true } }, orderBy: { Name: { order: ASC } }) {
                    edges {
                        node {
                            Id
                            Name {
                                value
                            }
                            User_Field__c @optional {
                                value
                            }
                            User_Values__c @optional {
                                value
                            }
                        }
                    }
                }
                User(first: 1, where: { Id: { eq: $userId } }) {
                    edges {
                        node {
                            Division @optional {
                                value
                            }
                            Department @optional {
                                value
                            }
                            CompanyName @optional {
                                value
                            }
                        }
                    }
                }
            }
        }
    }
`;

/** Asks colleagues who know this customer, whom Baton may not name, for an introduction. */
export default class BatonIntroduction extends LightningElement {
    labels = LABELS;
    customer;
    divisions = [];
    draft = {};
    isOpen = false;
    isSaving = false;
    isAsked = false;
    errors;
    saveErrors;

    _recordId;
    _objectApiName;

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

    @wire(graphql, { query: '$query', variables: '$variables' })
    receiveDivisions({ data, errors }) {
        if (data) {
            const viewer = data.uiapi.query.User?.edges[0]?.node;
            const nodes = data.uiapi.query.Baton_Division__c.edges.map(({ node }) => node);
            this.divisions = nodes.filter((node) => !worksIn(node, viewer));
        } else if (errors) {
            this.errors = errors;
        }
    }

    get recordToRead() {
        return this.objectApiName ? this.recordId : undefined;
    }

    get fields() {
        return customerFields(this.objectApiName);
    }

    get query() {
        return this.isOpen ? DIVISIONS : undefined;
    }

    get variables() {
        return { userId: USER_ID };
    }

    get isClosed() {
        return !this.isOpen && !this.isAsked && !this.errors;
    }

    get isWriting() {
        return this.isOpen && !this.isAsked && !this.errors;
    }

    get divisionChoices() {
        const choices = this.divisions.map(({ Id, Name }) => ({ label: Name.value, value: Id }));
        return [{ label: LABELS.anyDivision, value: ANY }, ...choices];
    }

    get divisionId() {
        return this.draft.divisionId ?? ANY;
    }

    get contactName() {
        return this.customer?.Contact_Name__c;
    }

    get hint() {
        return fill(LABELS.hint, this.customer?.Customer_Name__c ?? '');
    }

    get cannotSend() {
        return this.isSaving || !this.customer?.Customer_Name__c || !this.draft.wish?.trim();
    }

    get draftName() {
        return `ask.${this.recordId}`;
    }

    open() {
        this.isOpen = true;
        this.focusNext = '.wish';
    }

    /** What was written stays for the next time. */
    close() {
        this.isOpen = false;
        this.focusNext = '.open';
    }

    writeWish({ detail: { value: wish } }) {
        this.keep({ wish });
    }

    writeContact({ detail: { value: contact } }) {
        this.keep({ contact });
    }

    chooseDivision({ detail: { value: divisionId } }) {
        this.keep({ divisionId });
    }

    keep(part) {
        this.draft = { ...this.draft, ...part, requestKey: this.draft.requestKey ?? newRequestKey() };
        writeDraft(this.draftName, this.draft);
    }

    async send() {
        this.isSaving = true;
        this.saveErrors = undefined;
        try {
            await createRecord({ apiName: 'Baton_Introduction__c', fields: this.toFields() });
            this.finish();
        } catch (error) {
            if (JSON.stringify(error?.body ?? {}).includes('DUPLICATE_VALUE')) {
                // The first save went through and its reply was lost.
                this.finish();
            } else {
                this.saveErrors = error;
            }
        } finally {
            this.isSaving = false;
        }
    }

    toFields() {
        const { Account__c, Contact__c, Customer_Name__c, Contact_Name__c } = this.customer;
        const { wish, divisionId, requestKey } = this.draft;
        const fields = {
            ...{ Account__c, Contact__c, Customer_Name__c },
            Contact_Name__c: this.draft.contact?.trim() || Contact_Name__c,
            Wanted_Division__c: divisionId || undefined,
            Wish__c: wish.trim(),
            State__c: 'Asked',
            Request_Key__c: requestKey,
        };
        return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
    }

    finish() {
        clearDraft(this.draftName);
        this.draft = {};
        this.isAsked = true;
        this.focusNext = '.asked';
    }

    async tryAgain() {
        // A wire asks again when its configuration changes, so the record goes away for a moment.
        const objectApiName = this._objectApiName;
        this._objectApiName = undefined;
        this.errors = undefined;
        await Promise.resolve();
        this._objectApiName = objectApiName;
    }

    startOver() {
        this.customer = undefined;
        this.errors = undefined;
        this.saveErrors = undefined;
        this.isAsked = false;
        this.draft = (this.recordId && readDraft(this.draftName)) || {};
        this.isOpen = Boolean(this.draft.wish);
    }
}
