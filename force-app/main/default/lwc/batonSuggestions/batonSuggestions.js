import { api, LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { updateRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import { askToGive } from 'c/batonGiveRequest';
import { toSuggestions } from 'c/batonNeedWords';
import { startRefreshing } from 'c/batonRefresh';
import { fill } from 'c/batonWords';
import { ANSWERS, LABELS } from './labels';
import { SUGGESTIONS } from './suggestionsQuery';

/**
 * What the customer of an account may need from other divisions: at most three, each with a reason and one tap to pass
 * it on. Passing on asks the panel "pass a lead" of the same page; the other answers are saved here.
 */
export default class BatonSuggestions extends LightningElement {
    labels = LABELS;
    query = SUGGESTIONS;
    nodes;
    viewer;
    errors;
    saveErrors;
    isStale = false;
    /** Ids of suggestions that were answered here; they are gone before the next look tells. */
    answered = [];
    /** What was just saved, for everybody to read. */
    noted = '';
    focusNext;

    _recordId;
    _refreshSeconds = 60;

    @api
    get recordId() {
        return this._recordId;
    }
    set recordId(value) {
        this._recordId = value;
        this.nodes = undefined;
        this.errors = undefined;
        this.saveErrors = undefined;
        this.isStale = false;
        this.answered = [];
        this.noted = '';
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

    renderedCallback() {
        const next = this.focusNext && this.template.querySelector(this.focusNext);
        if (next) {
            this.focusNext = undefined;
            next.focus();
        }
    }

    @wire(graphql, { query: '$query', variables: '$variables' })
    receiveSuggestions({ data, errors, refresh }) {
        this.refresh = refresh ?? this.refresh;
        if (errors) {
            this.isStale = Boolean(this.nodes);
            this.errors = this.nodes ? undefined : errors;
        } else if (data) {
            const { Baton_Suggestion__c: suggestions, User: users } = data.uiapi.query;
            this.nodes = suggestions.edges.map(({ node }) => node);
            this.viewer = users?.edges[0]?.node;
            this.isStale = false;
            this.errors = undefined;
        }
    }

    get variables() {
        return { accountId: this.recordId, userId: USER_ID };
    }

    get suggestions() {
        const open = this.nodes?.filter(({ Id }) => !this.answered.includes(Id));
        return (
            open &&
            toSuggestions(open, this.viewer).map((suggestion) => ({
                ...suggestion,
                choices: ANSWERS.map(({ status, label }) => ({
                    status,
                    label,
                    longLabel: `${label}: ${suggestion.name}`,
                })),
            }))
        );
    }

    get hasSuggestions() {
        return this.suggestions?.length > 0;
    }

    get isEmpty() {
        return this.suggestions?.length === 0;
    }

    get isLoading() {
        return !this.errors && !this.nodes;
    }

    /** For who hears the page instead of seeing it. */
    get announcement() {
        const count = this.suggestions?.length ?? 0;
        if (count === 0) {
            return '';
        }
        return count === 1 ? LABELS.countOne : fill(LABELS.countMany, count);
    }

    passOn({ currentTarget }) {
        const { needId, divisionId } = this.suggestions.find(({ id }) => id === currentTarget.dataset.id);
        askToGive({ recordId: this.recordId, needId, divisionId });
    }

    async answer({ currentTarget }) {
        const { id, status } = currentTarget.dataset;
        const { name } = this.suggestions.find((suggestion) => suggestion.id === id);
        this.saveErrors = undefined;
        const answer = { Status__c: status, Answered_By__c: USER_ID, Answered_At__c: new Date().toISOString() };
        try {
            await updateRecord({ fields: { Id: id, ...answer } });
            this.answered = [...this.answered, id];
            this.noted = fill(ANSWERS.find((one) => one.status === status).noted, name);
            this.focusNext = '.noted';
        } catch (error) {
            this.saveErrors = error;
        }
    }

    clearSaveErrors() {
        this.saveErrors = undefined;
    }

    async tryAgain() {
        this.errors = undefined;
        await this.askAgain();
    }

    async askAgain() {
        try {
            await this.refresh?.();
        } catch (error) {
            this.receiveSuggestions({ errors: [error] });
        }
    }

    restartRefreshing() {
        this.stopRefreshing?.();
        if (this.isInPage) {
            this.stopRefreshing = startRefreshing(() => this.askAgain(), this.refreshSeconds);
        }
    }
}
