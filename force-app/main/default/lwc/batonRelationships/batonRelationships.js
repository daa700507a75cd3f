import { api, LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { getRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import { startRefreshing } from 'c/batonRefresh';
import { fill } from 'c/batonWords';
import { toColleagues, toOwnRow } from './colleagues';
import { LABELS } from './labels';
import { RELATIONSHIPS } from './relationshipQuery';

const MOST_SHOWN = 5;

/** Colleagues in other divisions who know the customer behind an account, contact or opportunity. */
export default class BatonRelationships extends LightningElement {
    labels = LABELS;
    accountId;
    /** The contact or opportunity whose account has to be found first; undefined on an account. */
    childId;
    nodes;
    /** The viewer's own user record, as far as it tells the division. */
    viewer;
    errors;
    hasNoAccount = false;
    isStale = false;
    areAllShown = false;

    _recordId;
    _objectApiName;
    _refreshSeconds = 60;
    stopRefreshing;
    refresh;
    focused;

    /** Seconds between two looks while the page is in front; 0: only when somebody comes back to it. */
    @api
    get refreshSeconds() {
        return this._refreshSeconds;
    }
    set refreshSeconds(value) {
        this._refreshSeconds = Math.max(0, Number(value) || 0);
        this.restartRefreshing();
    }

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

    connectedCallback() {
        this.isInPage = true;
        this.restartRefreshing();
    }

    disconnectedCallback() {
        this.isInPage = false;
        this.stopRefreshing?.();
    }

    /** A row that moves up or down in the list loses the keyboard on its way: it gets it back. */
    renderedCallback() {
        if (this.focused?.isConnected && this.template.activeElement !== this.focused) {
            this.focused.focus({ preventScroll: true });
        }
        this.focused = undefined;
    }

    @wire(getRecord, { recordId: '$childId', optionalFields: '$accountField' })
    receiveChild({ data, error }) {
        if (data) {
            this.accountId = data.fields.AccountId?.value ?? undefined;
            this.hasNoAccount = !this.accountId;
        } else if (error) {
            this.errors = error;
        }
    }

    @wire(graphql, { query: '$query', variables: '$variables' })
    receiveRelationships({ data, errors, refresh }) {
        this.refresh = refresh ?? this.refresh;
        if (errors) {
            this.isStale = Boolean(this.nodes);
            this.errors = this.nodes ? undefined : errors;
        } else if (data) {
            this.focused = this.template.activeElement;
            const { Baton_Relationship__c: relationships, User: users } = data.uiapi.query;
            this.nodes = relationships.edges.map((edge) => edge.node);
            this.viewer = users?.edges[0]?.node;
            this.isStale = false;
            this.errors = undefined;
        }
    }

    get accountField() {
        return [`${this.objectApiName}.AccountId`];
    }

    get query() {
        return this.accountId ? RELATIONSHIPS : undefined;
    }

    get variables() {
        return { accountId: this.accountId, userId: USER_ID };
    }

    get colleagues() {
        return this.nodes && toColleagues(this.nodes, USER_ID, this.viewer);
    }

    get ownRow() {
        return this.nodes && toOwnRow(this.nodes, USER_ID);
    }

    get shownColleagues() {
        return this.areAllShown ? this.colleagues : this.colleagues.slice(0, MOST_SHOWN);
    }

    /** The button stays where it is when it is pressed, so that the keyboard keeps its place. */
    get showAllLabel() {
        const more = (this.colleagues?.length ?? 0) - MOST_SHOWN;
        if (more <= 0) {
            return undefined;
        }
        return this.areAllShown ? LABELS.showFewer : fill(LABELS.showAll, more);
    }

    get hasColleagues() {
        return this.colleagues?.length > 0;
    }

    get isEmpty() {
        return this.colleagues?.length === 0;
    }

    get isLoading() {
        return !this.errors && !this.hasNoAccount && !this.colleagues;
    }

    /** For who hears the page instead of seeing it. */
    get announcement() {
        const count = this.colleagues?.length ?? 0;
        if (count === 0) {
            return '';
        }
        return count === 1 ? LABELS.countOne : fill(LABELS.countMany, count);
    }

    toggleAll() {
        this.areAllShown = !this.areAllShown;
    }

    async tryAgain() {
        this.errors = undefined;
        if (this.accountId && this.refresh) {
            await this.askAgain();
            return;
        }
        // A wire asks again when its configuration changes, so the record goes away for a moment.
        this.accountId = undefined;
        this.childId = undefined;
        await Promise.resolve();
        this.startOver();
    }

    async askAgain() {
        try {
            await this.refresh?.();
        } catch (error) {
            this.receiveRelationships({ errors: [error] });
        }
    }

    startOver() {
        const isAccount = this.objectApiName === 'Account';
        this.accountId = isAccount ? this.recordId : undefined;
        this.childId = isAccount || !this.objectApiName ? undefined : this.recordId;
        this.nodes = undefined;
        this.errors = undefined;
        this.hasNoAccount = false;
        this.isStale = false;
        this.areAllShown = false;
    }

    restartRefreshing() {
        this.stopRefreshing?.();
        if (this.isInPage) {
            this.stopRefreshing = startRefreshing(() => this.askAgain(), this.refreshSeconds);
        }
    }
}
