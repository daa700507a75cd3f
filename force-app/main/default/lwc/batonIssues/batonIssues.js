import { LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { updateRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import { startRefreshing } from 'c/batonRefresh';
import { fill, nodesOf, valueOf, wake } from 'c/batonSetupKit';
import { ISSUES } from './issuesQuery';
import { LABELS } from './labels';

const REFRESH_SECONDS = 60;

/** Parked writes and missing rights, each with what to do about it. */
export default class BatonIssues extends NavigationMixin(LightningElement) {
    labels = LABELS;
    query = ISSUES;
    variables = { userId: USER_ID };
    nodes;
    total = 0;
    errors;
    saveErrors;
    /** The issue that is about to be ignored. */
    ignoringId;
    reason = '';
    said = '';

    connectedCallback() {
        this.stop = startRefreshing(() => this.refresh?.(), REFRESH_SECONDS);
    }

    disconnectedCallback() {
        this.stop?.();
    }

    renderedCallback() {
        if (this.focusNext) {
            this.template.querySelector(this.focusNext)?.focus();
            this.focusNext = undefined;
        }
    }

    @wire(graphql, { query: '$query', variables: '$variables' })
    receive({ data, errors, refresh }) {
        this.refresh = refresh ?? this.refresh;
        if (errors) {
            this.errors = errors;
        } else if (data) {
            const { Baton_Sync_Issue__c: issues, Baton_Preference__c: own } = data.uiapi.query;
            this.nodes = nodesOf(issues);
            this.total = issues.totalCount ?? this.nodes.length;
            this.preferenceId = nodesOf(own)[0]?.Id ?? this.preferenceId;
            this.errors = undefined;
        }
    }

    get isLoading() {
        return !this.nodes && !this.errors;
    }

    get isEmpty() {
        return this.nodes?.length === 0;
    }

    get count() {
        return this.total === 1 ? LABELS.countOne : fill(LABELS.count, this.total);
    }

    get hasIssues() {
        return this.nodes?.length > 0;
    }

    get issues() {
        return (this.nodes ?? []).map((node) => ({
            id: node.Id,
            kind: [valueOf(node, 'Kind__c'), valueOf(node, 'Object__c')].filter(Boolean).join(' · '),
            reason: valueOf(node, 'Reason__c'),
            cure: valueOf(node, 'Fix__c'),
            recordId: valueOf(node, 'Record_Id__c'),
            isIgnoring: node.Id === this.ignoringId,
        }));
    }

    get cannotIgnore() {
        return !this.reason.trim();
    }

    openRecord({ target }) {
        const attributes = { recordId: target.dataset.record, actionName: 'view' };
        this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes });
    }

    retry({ target }) {
        return this.save({ Id: target.dataset.id, State__c: 'Resolved' }, LABELS.retried);
    }

    startIgnoring({ target }) {
        this.ignoringId = target.dataset.id;
        this.reason = '';
        this.focusNext = 'lightning-input';
    }

    stopIgnoring() {
        this.ignoringId = undefined;
    }

    writeReason({ detail: { value } }) {
        this.reason = value;
    }

    ignore() {
        const fields = { Id: this.ignoringId, State__c: 'Ignored', Ignore_Reason__c: this.reason.trim() };
        return this.save(fields, LABELS.ignored);
    }

    async save(fields, said) {
        this.saveErrors = undefined;
        this.lastSave = () => this.save(fields, said);
        try {
            await updateRecord({ fields });
            this.ignoringId = undefined;
            this.nodes = this.nodes.filter(({ Id }) => Id !== fields.Id);
            this.total -= 1;
            this.said = said;
            this.preferenceId = await wake(this.preferenceId);
        } catch (error) {
            this.saveErrors = error;
        }
    }

    saveAgain() {
        return this.lastSave();
    }

    tryAgain() {
        this.errors = undefined;
        return this.refresh?.();
    }
}
