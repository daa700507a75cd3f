import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import BatonVisits from 'c/batonVisits';
import { flushPromises } from 'jest-mocks/flushPromises';

const visit = (id, account, name, time) => ({
    node: {
        Id: id,
        StartDateTime: { value: time },
        AccountId: { value: account },
        Account: { Name: { value: name } },
    },
});
const suggestion = (id, account) => ({
    node: {
        Id: id,
        Account__c: { value: account },
        Need__c: { value: 'need' },
        Need__r: { Name: { value: 'Guards at night' }, Question__c: { value: 'Who looks after your yard at night?' } },
        Division__c: { value: 'division' },
        Division__r: { Name: { value: 'Security' } },
        Reasons__c: { value: JSON.stringify([{ fact: 'case', month: '2026-05' }]) },
        Receiver__r: { Name: { value: 'Ben Ahorn' } },
    },
});

function show() {
    const element = createElement('c-baton-visits', { is: BatonVisits });
    document.body.appendChild(element);
    return element;
}

const asksFor = (name) => (config) => Object.keys(config.variables ?? {}).includes(name);

async function answerVisits(edges) {
    // What a wire asks for is known a moment after the component is there.
    await flushPromises();
    graphql.emit({ uiapi: { query: { Event: { edges } } } }, asksFor('from'));
    await flushPromises();
}

async function answerNeeds(edges) {
    const query = { Baton_Suggestion__c: { edges }, User: { edges: [] } };
    graphql.emit({ uiapi: { query } }, asksFor('accountIds'));
    await flushPromises();
}

const all = (element, selector) => [...element.shadowRoot.querySelectorAll(selector)];
const texts = (element, selector) => all(element, selector).map((found) => found.textContent);

beforeEach(() => {
    jest.useFakeTimers({ now: new Date(2026, 10, 20, 9, 30), doNotFake: ['queueMicrotask', 'nextTick', 'setTimeout'] });
});

afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
});

test('asks for visits from now until the end of tomorrow', async () => {
    show();
    await flushPromises();
    const spans = [];
    graphql.emit(undefined, (config) => {
        if (config.variables?.from) {
            spans.push(config.variables);
        }
        return false;
    });
    await flushPromises();
    expect(spans[0]).toMatchObject({
        from: new Date(2026, 10, 20, 9, 30).toISOString(),
        until: new Date(2026, 10, 22).toISOString(),
    });
});

test('tells each customer once, with what to ask and whom to pass it to', async () => {
    const element = show();
    await answerVisits([
        visit('1', 'adler', 'Adler Werke', '2026-11-21T09:00:00Z'),
        visit('2', 'birke', 'Birke AG', '2026-11-21T13:00:00Z'),
        visit('3', 'adler', 'Adler Werke', '2026-11-21T15:00:00Z'),
    ]);
    await answerNeeds([suggestion('s', 'adler')]);
    expect(texts(element, '.open')).toEqual(['Adler Werke', 'Birke AG']);
    expect(texts(element, '.question')).toEqual(['Ask: “Who looks after your yard at night?”']);
    expect(texts(element, '.reason')).toEqual(['They asked about it in May 2026 (case).']);
    expect(all(element, 'c-baton-person').map(({ name }) => name)).toEqual(['Ben Ahorn']);
    expect(texts(element, '.nothing')).toHaveLength(1);
});

test('takes no room until there is a visit', async () => {
    const element = show();
    expect(all(element, 'lightning-card')).toHaveLength(0);
    await answerVisits([]);
    expect(all(element, 'lightning-card')).toHaveLength(0);
    await answerVisits([visit('1', 'adler', 'Adler Werke', '2026-11-21T09:00:00Z')]);
    await answerNeeds([]);
    expect(all(element, 'lightning-card')).toHaveLength(1);
});

test('shows an error with a way to try again', async () => {
    const element = show();
    graphql.emitErrors([{ message: 'No' }]);
    await flushPromises();
    expect(all(element, 'c-baton-error-panel')).toHaveLength(1);
});
