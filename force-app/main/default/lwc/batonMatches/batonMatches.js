import { LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { updateRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import { fill, nodesOf, valueOf, wake } from 'c/batonSetupKit';
import { LABELS } from './labels';
import { MATCHES } from './matchesQuery';

const SHOWN = [
    'Company',
    'BillingStreet',
    'BillingPostalCode',
    'BillingCity',
    'City',
    'Email',
    'Phone',
    'MobilePhone',
    'Website',
];
const SIDES = ['Lead', 'Account', 'Other_Account', 'Contact', 'Other_Contact'];
const ANSWERS = {
    s: { Judgement__c: 'Same', label: LABELS.same },
    d: { Judgement__c: 'Different', label: LABELS.different },
    n: { Judgement__c: 'Unsure', label: LABELS.unsure },
};

/** Two records side by side, and whether they are the same. What a person decides wins and stays. */
export default class BatonMatches extends NavigationMixin(LightningElement) {
    labels = LABELS;
    query = MATCHES;
    variables = { userId: USER_ID };
    nodes;
    total = 0;
    errors;
    saveErrors;
    isSaving = false;
    said = '';

    @wire(graphql, { query: '$query', variables: '$variables' })
    receive({ data, errors, refresh }) {
        this.refresh = refresh ?? this.refresh;
        if (errors) {
            this.errors = errors;
        } else if (data) {
            const { Baton_Match__c: matches, Baton_Preference__c: own } = data.uiapi.query;
            this.nodes = nodesOf(matches);
            this.total = matches.totalCount ?? this.nodes.length;
            this.preferenceId = nodesOf(own)[0]?.Id ?? this.preferenceId;
            this.errors = undefined;
        }
    }

    renderedCallback() {
        if (this.shouldFocus) {
            this.shouldFocus = false;
            this.template.querySelector('.pair')?.focus();
        }
    }

    get isLoading() {
        return !this.nodes && !this.errors;
    }

    get isEmpty() {
        return this.nodes?.length === 0;
    }

    get current() {
        return this.nodes?.[0];
    }

    get progress() {
        return this.total === 1 ? LABELS.one : fill(LABELS.progress, this.total);
    }

    get kind() {
        return valueOf(this.current, 'Kind__c');
    }

    get evidence() {
        return (valueOf(this.current, 'Evidence__c') ?? '').split('\n').filter(Boolean);
    }

    get sides() {
        const sides = SIDES.filter((side) => valueOf(this.current, `${side}__c`)).slice(0, 2);
        return sides.map((side, index) => this.toSide(side, index));
    }

    get answers() {
        return Object.entries(ANSWERS).map(([key, { label }]) => ({ key, label }));
    }

    toSide(side, index) {
        const record = this.current[`${side}__r`];
        const facts = SHOWN.map((field) => valueOf(record, field)).filter(Boolean);
        return {
            key: side,
            heading: index === 0 ? LABELS.first : LABELS.second,
            recordId: valueOf(this.current, `${side}__c`),
            name: valueOf(record, 'Name') ?? LABELS.gone,
            facts: facts.map((text) => ({ key: text, text })),
        };
    }

    open({ target }) {
        const attributes = { recordId: target.dataset.record, actionName: 'view' };
        this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes });
    }

    press(event) {
        if (event.ctrlKey || event.metaKey || event.altKey) {
            return undefined;
        }
        const key = event.key.toLowerCase();
        return ANSWERS[key] ? this.decide(key) : undefined;
    }

    answer({ target }) {
        return this.decide(target.dataset.key);
    }

    async decide(key) {
        if (this.isSaving || !this.current) {
            return;
        }
        this.isSaving = true;
        this.saveErrors = undefined;
        this.lastKey = key;
        const { label, Judgement__c } = ANSWERS[key];
        try {
            await updateRecord({ fields: { Id: this.current.Id, Judgement__c, State__c: 'Decided' } });
            this.nodes = this.nodes.slice(1);
            this.total -= 1;
            this.said = fill(LABELS.saved, label);
            this.shouldFocus = true;
            this.preferenceId = await wake(this.preferenceId);
        } catch (error) {
            this.saveErrors = error;
        } finally {
            this.isSaving = false;
        }
    }

    saveAgain() {
        return this.decide(this.lastKey);
    }

    tryAgain() {
        this.errors = undefined;
        return this.refresh?.();
    }
}
