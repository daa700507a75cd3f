import { api, LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { updateRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import { mayGoOn, needOf, nowInWords, roleOf, takesAnswers } from 'c/batonHandoffModel';
import { startRefreshing } from 'c/batonRefresh';
import { dateInWords, fill } from 'c/batonWords';
import { HANDOFF } from './handoffQuery';
import { LABELS, VERDICT_TO_GIVER } from './labels';
import { toPrevious } from './passOn';

const MAY_RECALL = ['Offered', 'Accepted'];
const WORTH_THANKS = ['Accepted', 'In contact', 'Converted', 'Won', 'Lost', 'Returned'];

/** A hand-off as giver, receiver, intake and readers see it: where it stands, and what is theirs to do. */
export default class BatonHandoff extends NavigationMixin(LightningElement) {
    labels = LABELS;
    node;
    received;
    next;
    messages = [];
    errors;
    saveErrors;
    isStale = false;
    isMissing = false;
    isSaving = false;
    /** What the giver may pass on once more. */
    previous;

    _recordId;
    _refreshSeconds = 60;
    seenFor;

    @api objectApiName;

    @api
    get recordId() {
        return this._recordId;
    }
    set recordId(value) {
        this._recordId = value;
        this.node = undefined;
        this.previous = undefined;
        this.errors = undefined;
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

    @wire(graphql, { query: '$query', variables: '$variables' })
    receiveHandoff({ data, errors, refresh }) {
        this.refresh = refresh ?? this.refresh;
        if (errors) {
            this.isStale = Boolean(this.node);
            this.errors = this.node ? undefined : errors;
        } else if (data) {
            this.show(data.uiapi.query);
        }
    }

    show({ Baton_Handoff__c: handoffs, Baton_Handoff_Message__c: messages, Baton_Received__c: received, next }) {
        this.node = handoffs.edges[0]?.node;
        this.isMissing = !this.node;
        this.messages = messages?.edges.map(({ node }) => node) ?? [];
        this.received = received?.edges[0]?.node;
        this.next = next?.edges[0]?.node;
        this.isStale = false;
        this.errors = undefined;
        this.preparePassingOn();
        this.tellSeen();
    }

    /** Unless it was passed on already, by the service or the giver. It stays the same while somebody is writing. */
    preparePassingOn() {
        const mayPassOn = this.node && this.isGiver && mayGoOn(this.state) && !this.next;
        this.previous = mayPassOn ? (this.previous ?? toPrevious(this.node)) : undefined;
    }

    get query() {
        return this.recordId && HANDOFF;
    }

    get variables() {
        return { handoffId: this.recordId };
    }

    get isLoading() {
        return !this.node && !this.errors && !this.isMissing;
    }

    get role() {
        return roleOf(this.node, USER_ID);
    }

    get state() {
        return this.node.State__c.value;
    }

    get need() {
        return needOf(this.node);
    }

    get now() {
        return nowInWords(this.node, this.role);
    }

    get divisionId() {
        return this.node.To_Division__c?.value;
    }

    get isGiver() {
        return this.role === 'giver';
    }

    get isIntake() {
        return this.role === 'intake';
    }

    get isWorking() {
        return this.role === 'receiver' || this.role === 'intake';
    }

    get decides() {
        return this.isWorking && this.state === 'Offered';
    }

    get follows() {
        return this.isWorking && this.state !== 'Offered';
    }

    get canRecall() {
        return this.isGiver && MAY_RECALL.includes(this.state);
    }

    get rerouted() {
        return this.isGiver && this.node.Verification__c?.value === 'Rerouted' ? LABELS.rerouted : undefined;
    }

    get verdict() {
        return this.isGiver ? VERDICT_TO_GIVER[this.node.Verdict__c?.value] : undefined;
    }

    get again() {
        const day = dateInWords(this.node.Again_On__c?.value);
        return this.isGiver && day ? fill(LABELS.again, day) : undefined;
    }

    get canAnswer() {
        return takesAnswers(this.node);
    }

    get canThank() {
        return WORTH_THANKS.includes(this.state) && this.role !== 'reader';
    }

    get givesBack() {
        return this.role === 'receiver' && this.state === 'Won';
    }

    get giver() {
        return this.node.Owner?.Name?.value;
    }

    get givingDivisionId() {
        return this.node.From_Division__c?.value;
    }

    /** Once: the giver sees that it arrived. Nothing is lost if it fails; the next opening tells it. */
    tellSeen() {
        const isFirst = this.node && this.isWorking && !this.node.Seen_At__c?.value && this.seenFor !== this.recordId;
        if (isFirst) {
            this.seenFor = this.recordId;
            const Seen_At__c = new Date().toISOString();
            updateRecord({ fields: { Id: this.recordId, Seen_At__c } }).catch(() => undefined);
        }
    }

    async recall() {
        this.isSaving = true;
        this.saveErrors = undefined;
        try {
            await updateRecord({ fields: { Id: this.recordId, State__c: 'Withdrawn' } });
            await this.askAgain();
        } catch (error) {
            this.saveErrors = error;
        } finally {
            this.isSaving = false;
        }
    }

    openNext() {
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId: this.next.Id, objectApiName: 'Baton_Handoff__c', actionName: 'view' },
        });
    }

    async askAgain() {
        try {
            await this.refresh?.();
        } catch (error) {
            this.receiveHandoff({ errors: [error] });
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
