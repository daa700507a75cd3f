import { LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import LOCALE from '@salesforce/i18n/locale';
import { startRefreshing } from 'c/batonRefresh';
import { fill, nodesOf, valueOf } from 'c/batonSetupKit';
import { HEALTH } from './healthQuery';
import { LABELS } from './labels';

const REFRESH_SECONDS = 30;
/** The service writes its row every few minutes; after so many it is late. */
const LATE_MINUTES = 30;
const NUMBER = new Intl.NumberFormat(LOCALE);
const MINUTE = 60_000;

/** How the service is doing, as it wrote it into the CRM. */
export default class BatonHealth extends LightningElement {
    labels = LABELS;
    query = HEALTH;
    status;
    isLoaded = false;
    errors;

    connectedCallback() {
        this.stop = startRefreshing(() => this.refresh?.(), REFRESH_SECONDS);
    }

    disconnectedCallback() {
        this.stop?.();
    }

    @wire(graphql, { query: '$query' })
    receive({ data, errors, refresh }) {
        this.refresh = refresh ?? this.refresh;
        if (errors) {
            this.errors = errors;
        } else if (data) {
            [this.status] = nodesOf(data.uiapi.query.Baton_Sync_Status__c);
            this.isLoaded = true;
            this.errors = undefined;
        }
    }

    get isLoading() {
        return !this.isLoaded && !this.errors;
    }

    get isEmpty() {
        return this.isLoaded && !this.status;
    }

    get state() {
        return valueOf(this.status, 'State__c');
    }

    get stateLabel() {
        const words = { Ok: LABELS.ok, Degraded: LABELS.degraded, Stopped: LABELS.stopped };
        return words[this.state] ?? this.state;
    }

    get stateClass() {
        return `state state-${(this.state ?? '').toLowerCase()}`;
    }

    get message() {
        return valueOf(this.status, 'Message__c');
    }

    get ageMs() {
        const last = valueOf(this.status, 'Last_Sync__c');
        return last === undefined ? undefined : Math.max(0, Date.now() - Date.parse(last));
    }

    get lateMessage() {
        return this.ageMs > LATE_MINUTES * MINUTE ? fill(LABELS.late, inWords(this.ageMs)) : undefined;
    }

    get budgetShare() {
        const budget = valueOf(this.status, 'Api_Budget_Day__c');
        return budget ? Math.round((100 * (valueOf(this.status, 'Api_Calls_Day__c') ?? 0)) / budget) : undefined;
    }

    get isBudgetHigh() {
        return this.budgetShare > 80;
    }

    get facts() {
        const number = (field) => NUMBER.format(valueOf(this.status, field) ?? 0);
        const calls = ['Api_Calls_Day__c', 'Api_Budget_Day__c'].map(number);
        const rows = [
            [LABELS.lastSync, this.ageMs === undefined ? '' : fill(LABELS.ago, inWords(this.ageMs))],
            [LABELS.lag, fill(LABELS.seconds, number('Lag_Seconds__c'))],
            [LABELS.budget, fill(LABELS.of, ...calls, this.budgetShare ?? 0)],
            [LABELS.accounts, number('Accounts__c')],
            [LABELS.customers, number('Customers__c')],
            [LABELS.shared, number('Shared_Customers__c')],
            [LABELS.relationships, number('Relationships__c')],
            [LABELS.parked, number('Parked__c')],
            [LABELS.version, valueOf(this.status, 'Version__c') ?? ''],
        ];
        return rows.map(([name, value]) => ({ name, value }));
    }

    tryAgain() {
        this.errors = undefined;
        this.isLoaded = false;
        return this.refresh?.();
    }
}

function inWords(ms) {
    const minutes = Math.round(ms / MINUTE);
    if (minutes < 2) {
        return fill(LABELS.seconds, Math.round(ms / 1000));
    }
    if (minutes < 120) {
        return fill(LABELS.minutes, minutes);
    }
    return minutes < 2880
        ? fill(LABELS.hours, Math.round(minutes / 60))
        : fill(LABELS.days, Math.round(minutes / 1440));
}
