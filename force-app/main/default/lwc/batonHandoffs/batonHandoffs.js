import { api, LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { getRecord } from 'lightning/uiRecordApi';
import count from '@salesforce/label/c.Baton_Here_Title_Count';
import empty from '@salesforce/label/c.Baton_Here_Empty';
import emptyHint from '@salesforce/label/c.Baton_Here_Empty_Hint';
import error from '@salesforce/label/c.Baton_Here_Error';
import loading from '@salesforce/label/c.Baton_Here_Loading';
import stale from '@salesforce/label/c.Baton_Relationships_Stale';
import title from '@salesforce/label/c.Baton_Here_Title';
import { startRefreshing } from 'c/batonRefresh';
import { fill } from 'c/batonWords';
import { HANDOFFS_HERE } from './handoffsQuery';

/** No record has this id: where a record has no account, lead or deal, nothing is to match. */
const NOTHING = '000000000000000AAA';
const HAS_ACCOUNT = ['Contact', 'Opportunity'];

/** Hand-offs of the customer of an account, contact, lead or opportunity, as far as the viewer may see them. */
export default class BatonHandoffs extends LightningElement {
    labels = { empty, emptyHint, error, loading, stale };
    nodes;
    errors;
    accountId;
    isStale = false;
    isKnown = false;

    _recordId;
    _objectApiName;
    _refreshSeconds = 60;

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

    /** Seconds between two looks while the page is in front; 0: only when somebody comes back to it. */
    @api
    get refreshSeconds() {
        return this._refreshSeconds;
    }
    set refreshSeconds(value) {
        this._refreshSeconds = Math.max(0, Number(value) || 0);
        this.restartRefreshing();
    }

    connectedCallback() {
        this.isInPage = true;
        this.restartRefreshing();
    }

    disconnectedCallback() {
        this.isInPage = false;
        this.stopRefreshing?.();
    }

    @wire(getRecord, { recordId: '$childId', optionalFields: '$accountField' })
    receiveChild({ data, error: problem }) {
        if (data) {
            this.accountId = data.fields.AccountId?.value ?? undefined;
            this.isKnown = true;
        } else if (problem) {
            this.errors = problem;
        }
    }

    @wire(graphql, { query: '$query', variables: '$variables' })
    receiveHandoffs({ data, errors, refresh }) {
        this.refresh = refresh ?? this.refresh;
        if (errors) {
            this.isStale = Boolean(this.nodes);
            this.errors = this.nodes ? undefined : errors;
        } else if (data) {
            this.show(data.uiapi.query);
        }
    }

    show({ given, received }) {
        const givenNodes = given.edges.map(({ node }) => node);
        const receivedNodes = (received?.edges ?? []).map(({ node }) => node.Handoff__r).filter(Boolean);
        const all = [...receivedNodes, ...givenNodes];
        this.nodes = all.filter((node, index) => all.findIndex(({ Id }) => Id === node.Id) === index);
        this.isStale = false;
        this.errors = undefined;
    }

    get childId() {
        return HAS_ACCOUNT.includes(this.objectApiName) ? this.recordId : undefined;
    }

    get accountField() {
        return [`${this.objectApiName}.AccountId`];
    }

    get query() {
        return this.isKnown ? HANDOFFS_HERE : undefined;
    }

    get variables() {
        const idOn = (object) => (this.objectApiName === object ? this.recordId : NOTHING);
        return { accountId: this.accountId ?? NOTHING, leadId: idOn('Lead'), dealId: idOn('Opportunity') };
    }

    get title() {
        return this.nodes?.length > 0 ? fill(count, this.nodes.length) : title;
    }

    get hasHandoffs() {
        return this.nodes?.length > 0;
    }

    get isEmpty() {
        return this.nodes?.length === 0;
    }

    get isLoading() {
        return !this.nodes && !this.errors;
    }

    async askAgain() {
        try {
            await this.refresh?.();
        } catch (problem) {
            this.receiveHandoffs({ errors: [problem] });
        }
    }

    async tryAgain() {
        this.errors = undefined;
        if (this.isKnown) {
            await this.askAgain();
            return;
        }
        // A wire asks again when its configuration changes, so the record goes away for a moment.
        const objectApiName = this._objectApiName;
        this._objectApiName = undefined;
        await Promise.resolve();
        this._objectApiName = objectApiName;
    }

    startOver() {
        this.nodes = undefined;
        this.errors = undefined;
        this.isStale = false;
        this.accountId = this.objectApiName === 'Account' ? this.recordId : undefined;
        this.isKnown = ['Account', 'Lead'].includes(this.objectApiName) && Boolean(this.recordId);
    }

    restartRefreshing() {
        this.stopRefreshing?.();
        if (this.isInPage) {
            this.stopRefreshing = startRefreshing(() => this.askAgain(), this.refreshSeconds);
        }
    }
}
