import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { getRecord } from 'lightning/uiRecordApi';
import BatonRelationships from 'c/batonRelationships';
import { flushPromises } from 'jest-mocks/flushPromises';
import relationships from './data/graphql.json';
import records from './data/getRecord.json';

export const ACCOUNT_ID = '001000000000001AAA';
export { records };

export const copyOf = (value) => JSON.parse(JSON.stringify(value));

/** A copy that a test may change. */
export const replyOf = (change = () => {}) => {
    const reply = copyOf(relationships);
    change(reply.uiapi.query);
    return reply;
};

export function show(properties = {}) {
    const element = createElement('c-baton-relationships', { is: BatonRelationships });
    Object.assign(element, { recordId: ACCOUNT_ID, objectApiName: 'Account', ...properties });
    document.body.appendChild(element);
    return element;
}

/** Answers the panel's query. */
export async function answer(reply = relationships, { refresh } = {}) {
    graphql.emit(reply, () => true, refresh);
    await flushPromises();
}

export async function showWith(reply, options) {
    const element = show();
    await answer(reply, options);
    return element;
}

/** What the panel's look-ups of records ask for at the moment. */
export function recordRequests() {
    const requests = [];
    getRecord.emit(undefined, (config) => {
        requests.push(config);
        return false;
    });
    return requests;
}

export const all = (element, selector) => [...element.shadowRoot.querySelectorAll(selector)];
export const one = (element, selector) => element.shadowRoot.querySelector(selector);
export const texts = (element, selector) => all(element, selector).map((found) => found.textContent);
export const errorPanelOf = (element) => one(element, 'c-baton-error-panel');

export function setVisibility(state) {
    jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
}
