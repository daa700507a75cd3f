import { api, LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import USER_ID from '@salesforce/user/Id';
import { fill } from 'c/batonWords';
import { EXPERTS } from './expertsQuery';
import { LABELS } from './labels';
import { proposeReceivers } from './receivers';

const NAMED = 'named';
const HINT = 'hint';

/**
 * Who gets a hand-off, what else there is to say, and send. Everything but the send button can stay as it is.
 *
 * @fires BatonGiveForm#draft with the changed draft
 * @fires BatonGiveForm#changeneed to choose another need
 * @fires BatonGiveForm#send with `{divisionId, receiverId, receiver, user}`; no id and user where the division decides
 */
export default class BatonGiveForm extends LightningElement {
    /** What was chosen and written: `{needId, needText, divisionId, receiverId, note, isHint}`. */
    @api draft;
    /** The chosen need; without it the need is in words of the giver's own. */
    @api need;
    /** `{id, name}` of each division that can take a hand-off. */
    @api divisions = [];
    /** Who knows this customer. */
    @api relationships = [];
    /** Where the customer is. */
    @api city;
    @api isSaving = false;
    /** Why it could not be saved. */
    @api errors;

    labels = LABELS;
    namings = [
        { label: LABELS.myName, value: NAMED },
        { label: LABELS.hint, value: HINT },
    ];
    experts = [];

    @wire(graphql, { query: '$expertsQuery', variables: '$variables' })
    receiveExperts({ data }) {
        this.experts = data ? (data.uiapi.query.Baton_Expert__c?.edges.map(({ node }) => node) ?? []) : [];
    }

    get expertsQuery() {
        return this.divisionId && EXPERTS;
    }

    get variables() {
        return { divisionId: this.divisionId };
    }

    /** A need of the giver's own says nothing about the division. */
    get divisionId() {
        return this.need?.divisionId ?? this.draft.divisionId;
    }

    get isOwnWords() {
        return !this.need;
    }

    get division() {
        return this.divisions.find(({ id }) => id === this.divisionId)?.name;
    }

    get divisionChoices() {
        return this.divisions.map(({ id, name }) => ({ label: name, value: id }));
    }

    get proposals() {
        const { divisionId, city } = this;
        const wanted = { divisionId, city, needId: this.need?.id, userId: USER_ID };
        return proposeReceivers(this.relationships, this.experts, wanted);
    }

    /** The best is chosen until the giver chooses: somebody, or the division, which is the empty text. */
    get receiverId() {
        const { receiverId } = this.draft;
        const isProposed = this.proposals.some(({ id }) => id === receiverId);
        const chosen = receiverId === '' || isProposed ? receiverId : this.proposals[0]?.id;
        return chosen || undefined;
    }

    get chosen() {
        return this.proposals.find(({ id }) => id === this.receiverId);
    }

    get receiver() {
        return this.chosen?.name ?? this.division;
    }

    get naming() {
        return this.draft.isHint ? HINT : NAMED;
    }

    get sendLabel() {
        return fill(LABELS.send, this.receiver ?? '…');
    }

    get cannotSend() {
        return this.isSaving || !this.divisionId || !(this.need || this.draft.needText?.trim());
    }

    /** Whoever chose a need by keyboard goes on here. */
    @api
    focus() {
        this.template.querySelector('.chosen')?.focus();
    }

    chooseDivision({ detail: { value: divisionId } }) {
        this.change({ divisionId, receiverId: undefined });
    }

    writeNeed({ detail: { value: needText } }) {
        this.change({ needText });
    }

    chooseReceiver({ detail: { receiverId } }) {
        this.change({ receiverId: receiverId ?? '' });
    }

    writeNote({ detail: { value: note } }) {
        this.change({ note });
    }

    chooseNaming({ detail: { value } }) {
        this.change({ isHint: value === HINT });
    }

    changeNeed() {
        this.dispatchEvent(new CustomEvent('changeneed'));
    }

    send() {
        const { divisionId, receiverId, receiver, chosen } = this;
        const detail = { divisionId, receiverId, receiver, user: chosen?.user };
        this.dispatchEvent(new CustomEvent('send', { detail }));
    }

    change(part) {
        this.dispatchEvent(new CustomEvent('draft', { detail: { ...this.draft, ...part } }));
    }
}
