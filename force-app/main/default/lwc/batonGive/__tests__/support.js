import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { getRecord } from 'lightning/uiRecordApi';
import BatonGive from 'c/batonGive';
import { flushPromises } from 'jest-mocks/flushPromises';
import experts from './data/experts.json';
import options from './data/options.json';

export const ACCOUNT_ID = '001000000000001AAA';
export const copyOf = (value) => JSON.parse(JSON.stringify(value));

export const ACCOUNT = {
    id: ACCOUNT_ID,
    apiName: 'Account',
    fields: { Name: { value: 'St. Elisabeth Klinik' }, BillingCity: { value: 'Berlin' } },
};

/** A reply that a test may change. */
export function optionsWith(alter) {
    const reply = copyOf(options);
    alter(reply.uiapi.query);
    return reply;
}

/** The stub of `gql` gives no text, so queries are told apart by their variables. */
const asksWith = (variable) => (config) => variable in (config.variables ?? {});

export function create(properties = {}) {
    const element = createElement('c-baton-give', { is: BatonGive });
    Object.assign(element, { recordId: ACCOUNT_ID, objectApiName: 'Account', ...properties });
    document.body.appendChild(element);
    return element;
}

/** Answers what the panel asks about the record, then what can be passed on. */
export async function load(record = ACCOUNT, reply = options) {
    await flushPromises();
    getRecord.emit(record, ({ recordId }) => recordId !== undefined);
    await flushPromises();
    graphql.emit(reply, asksWith('accountId'));
    await flushPromises();
}

export async function show(properties, record, reply) {
    const element = create(properties);
    await load(record, reply);
    return element;
}

export async function answerExperts(reply = experts) {
    graphql.emit(reply, asksWith('divisionId'));
    await flushPromises();
}

export const one = (element, selector) => element.shadowRoot.querySelector(selector);
export const inside = (element, child, selector) => [
    ...(one(element, child)?.shadowRoot.querySelectorAll(selector) ?? []),
];
export const formOf = (element) => one(element, 'c-baton-give-form');
export const chips = (element) => inside(element, 'c-baton-need-chips', '.chip');
export const chipTexts = (element) =>
    inside(element, 'c-baton-need-chips', '.chip .words').map((chip) => chip.textContent);

/** Names of the proposed receivers, and which is chosen. */
export function receivers(element) {
    const choice = formOf(element).shadowRoot.querySelector('c-baton-receiver-choice');
    return [...choice.shadowRoot.querySelectorAll('.option')].map((option) => ({
        name: option.querySelector('.name').textContent,
        reasons: [...option.querySelectorAll('.reason')].map((reason) => reason.textContent),
        isChosen: option.querySelector('input').checked,
        input: option.querySelector('input'),
    }));
}

export const inForm = (element, selector) => formOf(element).shadowRoot.querySelector(selector);

export async function tapChip(element, words) {
    chips(element)
        .find((chip) => chip.textContent.includes(words))
        .click();
    await flushPromises();
}

export async function change(control, value) {
    control.dispatchEvent(new CustomEvent('change', { detail: { value } }));
    await flushPromises();
}

export async function tapSend(element) {
    inForm(element, '.send-button').click();
    await flushPromises();
    await flushPromises();
}
