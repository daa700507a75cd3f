import { api, LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import USER_ID from '@salesforce/user/Id';
import { roleOf } from 'c/batonHandoffModel';
import { startRefreshing } from 'c/batonRefresh';
import { LABELS } from './labels';
import { MY_HANDOFFS } from './myWorkQuery';
import { MY_PEOPLE } from './peopleQuery';
import { outcomesFirst, waitsFor } from './sort';

const nodesOf = (connection) => (connection?.edges ?? []).map(({ node }) => node);

/** My Baton: what is mine to decide, what became of what I gave, and with whom I exchange. */
export default class BatonMyWork extends LightningElement {
    labels = LABELS;
    handoffsQuery = MY_HANDOFFS;
    peopleQuery = MY_PEOPLE;
    variables = { userId: USER_ID };

    toDecide = [];
    working = [];
    given = [];
    people;
    isLoaded = false;
    isStale = false;
    errors;

    _refreshSeconds = 60;

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

    @wire(graphql, { query: '$handoffsQuery', variables: '$variables' })
    receiveHandoffs({ data, errors, refresh }) {
        this.refreshHandoffs = refresh ?? this.refreshHandoffs;
        if (errors) {
            this.isStale = this.isLoaded;
            this.errors = this.isLoaded ? undefined : errors;
        } else if (data) {
            this.show(data.uiapi.query);
        }
    }

    @wire(graphql, { query: '$peopleQuery', variables: '$variables' })
    receivePeople({ data, refresh }) {
        this.refreshPeople = refresh ?? this.refreshPeople;
        this.people = data ? data.uiapi.query : this.people;
    }

    /** An answer that a colleague waits for comes before all else, whosever hand-off it is. */
    show({ toDecide, working, given }) {
        const mine = nodesOf(given);
        const askedOfMe = mine.filter((node) => waitsFor(node, USER_ID));
        const offered = nodesOf(toDecide).filter((node) => roleOf(node, USER_ID) !== 'reader');
        this.toDecide = [...offered, ...askedOfMe];
        this.working = nodesOf(working);
        this.given = outcomesFirst(mine, Date.now());
        this.isLoaded = true;
        this.isStale = false;
        this.errors = undefined;
    }

    get isLoading() {
        return !this.isLoaded && !this.errors;
    }

    get hasToDecide() {
        return this.toDecide.length > 0 || this.requests.length > 0;
    }

    get hasWorking() {
        return this.working.length > 0;
    }

    get hasGiven() {
        return this.given.length > 0;
    }

    get requests() {
        return nodesOf(this.people?.Baton_Introduction_Request__c);
    }

    get asks() {
        return nodesOf(this.people?.Baton_Introduction__c);
    }

    get hasAsks() {
        return this.asks.length > 0;
    }

    get exchanges() {
        return nodesOf(this.people?.Baton_Exchange__c).filter(
            (node) => node.Given__c?.value || node.Received__c?.value,
        );
    }

    get meetings() {
        const nodes = nodesOf(this.people?.Baton_Exchange__c);
        return nodes.filter((node) => node.Worth_Meeting__c?.value && !node.Dismissed__c?.value);
    }

    get hasMeetings() {
        return this.meetings.length > 0;
    }

    get preference() {
        return nodesOf(this.people?.Baton_Preference__c)[0];
    }

    async askAgain() {
        try {
            await Promise.all([this.refreshHandoffs?.(), this.refreshPeople?.()]);
        } catch (error) {
            this.receiveHandoffs({ errors: [error] });
        }
    }

    async tryAgain() {
        this.errors = undefined;
        await this.askAgain();
    }

    restartRefreshing() {
        this.stopRefreshing?.();
        if (this.isInPage) {
            this.stopRefreshing = startRefreshing(() => this.askAgain(), this.refreshSeconds);
        }
    }
}
