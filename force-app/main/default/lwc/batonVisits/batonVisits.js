import { LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import USER_ID from '@salesforce/user/Id';
import { toSuggestions } from 'c/batonNeedWords';
import { fill, momentInWords } from 'c/batonWords';
import error from '@salesforce/label/c.Baton_Visits_Error';
import nothing from '@salesforce/label/c.Baton_Visits_Nothing';
import openLabel from '@salesforce/label/c.Baton_Visits_Open';
import title from '@salesforce/label/c.Baton_Visits_Title';
import { NEEDS, VISITS } from './visitsQuery';

const nodesOf = (connection) => (connection?.edges ?? []).map(({ node }) => node);

/**
 * The viewer's visits until tomorrow evening: what each customer may need, what to ask, and whom to pass it to. It stands
 * above what waits for the viewer, so without a visit it takes no room.
 */
export default class BatonVisits extends NavigationMixin(LightningElement) {
    labels = { title, error, nothing };
    visitsQuery = VISITS;
    visits;
    needs;
    viewer;
    errors;
    span = untilTomorrowEvening(new Date());

    @wire(graphql, { query: '$visitsQuery', variables: '$visitsVariables' })
    receiveVisits({ data, errors, refresh }) {
        this.refreshVisits = refresh ?? this.refreshVisits;
        if (errors) {
            this.errors = errors;
        } else if (data) {
            this.visits = firstOfEach(nodesOf(data.uiapi.query.Event));
            this.errors = undefined;
        }
    }

    @wire(graphql, { query: '$needsQuery', variables: '$needsVariables' })
    receiveNeeds({ data, errors, refresh }) {
        this.refreshNeeds = refresh ?? this.refreshNeeds;
        if (errors) {
            this.errors = errors;
        } else if (data) {
            this.needs = nodesOf(data.uiapi.query.Baton_Suggestion__c);
            this.viewer = nodesOf(data.uiapi.query.User)[0];
            this.errors = undefined;
        }
    }

    get visitsVariables() {
        return { userId: USER_ID, ...this.span };
    }

    /** Nothing to ask without a visit. */
    get needsQuery() {
        return this.visits?.length > 0 ? NEEDS : undefined;
    }

    get needsVariables() {
        return { accountIds: (this.visits ?? []).map(({ AccountId: account }) => account.value), userId: USER_ID };
    }

    get shownVisits() {
        return this.visits.map(({ Id, AccountId, Account, StartDateTime }) => {
            const name = Account?.Name?.value ?? '';
            const ofAccount = this.needs.filter(({ Account__c: account }) => account?.value === AccountId.value);
            const suggestions = toSuggestions(ofAccount, this.viewer);
            return {
                id: Id,
                accountId: AccountId.value,
                name,
                when: momentInWords(StartDateTime.value),
                openLabel: fill(openLabel, name),
                suggestions,
                hasSuggestions: suggestions.length > 0,
            };
        });
    }

    get isLoaded() {
        return this.visits !== undefined && (this.visits.length === 0 || this.needs !== undefined);
    }

    get hasVisits() {
        return !this.errors && this.isLoaded && this.visits.length > 0;
    }

    get hasSomethingToTell() {
        return this.errors !== undefined || this.hasVisits;
    }

    openAccount({ currentTarget }) {
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId: currentTarget.dataset.id, objectApiName: 'Account', actionName: 'view' },
        });
    }

    async tryAgain() {
        this.errors = undefined;
        try {
            await this.refreshVisits?.();
            await this.refreshNeeds?.();
        } catch (failure) {
            this.errors = [failure];
        }
    }
}

/** From now on until the end of tomorrow, where the viewer is. */
function untilTomorrowEvening(now) {
    const end = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 2);
    return { from: now.toISOString(), until: end.toISOString() };
}

/** One customer may be visited twice a day; the questions are the same. */
function firstOfEach(events) {
    const seen = new Set();
    return events.filter(
        ({ AccountId: account }) => account?.value && !seen.has(account.value) && seen.add(account.value),
    );
}
