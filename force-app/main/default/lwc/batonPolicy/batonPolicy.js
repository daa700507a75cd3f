import { LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import LOCALE from '@salesforce/i18n/locale';
import USER_ID from '@salesforce/user/Id';
import { startRefreshing } from 'c/batonRefresh';
import { fill, nodesOf, valueOf, wake } from 'c/batonSetupKit';
import { LABELS } from './labels';
import { POLICY } from './policyQuery';
import { areBandsInOrder, CREDIT, GROUPS, NAMING, readEffect, valuesOf } from './rules';

const ANSWER_SECONDS = 3;
/** The service looks every 40 seconds; after so long something is wrong. */
const PATIENCE_MS = 180_000;
const NUMBER = new Intl.NumberFormat(LOCALE);

/** Company rules: tried out first, with what they would do, then saved as a new row. */
export default class BatonPolicy extends LightningElement {
    labels = LABELS;
    query = POLICY;
    variables = { userId: USER_ID, draftKey: USER_ID, answerKey: `draft-${USER_ID}` };
    namingOptions = [
        { label: LABELS.named, value: 'Named' },
        { label: LABELS.unnamed, value: 'Unnamed' },
    ];
    /** By field, as they stand in the form; undefined while loading. */
    values;
    /** The question that is out, and when it was asked. */
    request;
    askedAt;
    answer;
    errors;
    saveErrors;
    said = '';

    disconnectedCallback() {
        this.stop?.();
    }

    @wire(graphql, { query: '$query', variables: '$variables' })
    receive({ data, errors, refresh }) {
        this.refresh = refresh ?? this.refresh;
        if (errors) {
            this.errors = this.values ? undefined : errors;
        } else if (data) {
            const { current, draft, Baton_Sync_Status__c: answers, Baton_Preference__c: own } = data.uiapi.query;
            this.values ??= valuesOf(nodesOf(current)[0]);
            this.draftId = nodesOf(draft)[0]?.Id;
            this.preferenceId = nodesOf(own)[0]?.Id ?? this.preferenceId;
            this.takeAnswer(nodesOf(answers)[0]);
            this.errors = undefined;
        }
    }

    takeAnswer(node) {
        if (this.request && valueOf(node, 'Request__c') === this.request) {
            this.answer = readEffect(valueOf(node, 'Message__c'));
            this.stop?.();
        }
    }

    get isLoading() {
        return !this.values && !this.errors;
    }

    get naming() {
        return this.values?.[NAMING] ?? 'Named';
    }

    get groups() {
        return GROUPS.map((group) => ({
            ...group,
            rules: group.rules.map((rule) => ({ ...rule, value: this.values[rule.field] ?? '' })),
        }));
    }

    get isWrong() {
        return !areBandsInOrder(this.values ?? {});
    }

    /** What people will read, as they will read it: the effect of a rule that nothing is computed from. */
    get creditPreview() {
        const rule = this.values?.[CREDIT]?.trim();
        return rule ? fill(LABELS.creditPreview, LABELS.creditWords, rule) : undefined;
    }

    get waiting() {
        if (!this.request || this.answer) {
            return undefined;
        }
        return Date.now() - this.askedAt > PATIENCE_MS ? LABELS.late : LABELS.waiting;
    }

    /** The service's answer as sentences; nothing once the form has changed again. */
    get effect() {
        if (!this.answer) {
            return [];
        }
        const { relationships, strong, good, some, named, customers } = this.answer;
        const [then, now] = relationships;
        const difference =
            then === now ? LABELS.same : fill(then > now ? LABELS.more : LABELS.fewer, words(Math.abs(then - now)));
        return [
            fill(LABELS.effect, words(then), difference),
            fill(LABELS.effectBands, ...[...strong, ...good, ...some, ...named].map(words)),
            customers[0] < customers[1] ? fill(LABELS.projected, ...customers.map(words)) : undefined,
            ...handoffSentences(this.answer),
        ].filter(Boolean);
    }

    changeNaming({ detail: { value } }) {
        this.change(NAMING, value);
    }

    changeNumber({ target: { dataset }, detail: { value } }) {
        this.change(dataset.field, value === '' || value === null ? null : Number(value));
    }

    changeLines({ target: { dataset }, detail: { value } }) {
        this.change(dataset.field, value);
    }

    changeSwitch({ target: { dataset, checked } }) {
        this.change(dataset.field, checked);
    }

    change(field, value) {
        this.values = { ...this.values, [field]: value };
        this.request = undefined;
        this.answer = undefined;
        this.said = '';
    }

    showEffect() {
        return this.attempt(async () => {
            const request = `${Date.now()}`;
            await this.writeDraft({ Effect_Request__c: request, Draft_Key__c: USER_ID, Active__c: false });
            this.request = request;
            this.answer = undefined;
            this.askedAt = Date.now();
            this.stop?.();
            this.stop = startRefreshing(() => this.refresh?.(), ANSWER_SECONDS);
            this.preferenceId = await wake(this.preferenceId);
        });
    }

    save() {
        return this.attempt(async () => {
            await this.writeDraft({ Effect_Request__c: null, Draft_Key__c: null, Active__c: true });
            this.draftId = undefined;
            this.request = undefined;
            this.answer = undefined;
            this.preferenceId = await wake(this.preferenceId);
            this.said = LABELS.saved;
            await this.refresh?.();
        });
    }

    async writeDraft(more) {
        const fields = { ...this.values, ...more };
        if (this.draftId) {
            await updateRecord({ fields: { Id: this.draftId, ...fields } });
        } else {
            const { id } = await createRecord({ apiName: 'Baton_Policy__c', fields });
            this.draftId = id;
        }
    }

    async attempt(work) {
        this.saveErrors = undefined;
        this.said = '';
        this.lastWork = work;
        try {
            await work();
        } catch (error) {
            this.saveErrors = error;
        }
    }

    saveAgain() {
        return this.attempt(this.lastWork);
    }

    tryAgain() {
        this.errors = undefined;
        return this.refresh?.();
    }
}

/** What other clocks and caps would have meant; nothing where there was no hand-off lately, or an older service answers. */
function handoffSentences({ handoffs: [count] = [0], undecided, uncontacted, full = [] }) {
    return [
        count > 0 ? fill(LABELS.effectClocks, ...[count, ...undecided, ...uncontacted].map(words)) : undefined,
        full.some((people) => people > 0) ? fill(LABELS.effectFull, ...full.map(words)) : undefined,
    ];
}

function words(value) {
    return NUMBER.format(value);
}
