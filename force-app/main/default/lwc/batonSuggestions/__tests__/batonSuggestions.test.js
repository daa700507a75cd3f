import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { updateRecord } from 'lightning/uiRecordApi';
import BatonSuggestions from 'c/batonSuggestions';
import { onGiveRequest } from 'c/batonGiveRequest';
import { flushPromises } from 'jest-mocks/flushPromises';

const ACCOUNT_ID = '001000000000001AAA';
const kindFact = (values = {}) => ({
    fact: 'kind',
    customers: 1041,
    have: 417,
    is: [
        { column: 'industry', value: 'Logistics' },
        { column: 'turnover', over: 5000000 },
    ],
    others: { oneIn: 9 },
    ...values,
});
const node = (id, values = {}) => ({
    Id: id,
    Account__c: { value: ACCOUNT_ID },
    Need__c: { value: `need-${id}` },
    Need__r: { Name: { value: `Need ${id}` }, Question__c: { value: `Question ${id}?` } },
    Division__c: { value: 'division-security' },
    Division__r: {
        Name: { value: 'Security' },
        User_Field__c: { value: 'Division' },
        User_Values__c: { value: 'Security' },
    },
    Reasons__c: { value: JSON.stringify([kindFact()]) },
    Receiver__r: { Name: { value: 'Ben Ahorn' }, Phone: { value: '+49 30 1' }, Email: { value: 'ben@x.example' } },
    ...values,
});

function show() {
    const element = createElement('c-baton-suggestions', { is: BatonSuggestions });
    element.recordId = ACCOUNT_ID;
    document.body.appendChild(element);
    return element;
}

async function answer(nodes, viewer = { Division: { value: 'Facility' } }) {
    const query = {
        Baton_Suggestion__c: { edges: nodes.map((one) => ({ node: one })) },
        User: { edges: [{ node: viewer }] },
    };
    graphql.emit({ uiapi: { query } });
    await flushPromises();
}

const all = (element, selector) => [...element.shadowRoot.querySelectorAll(selector)];
const one = (element, selector) => element.shadowRoot.querySelector(selector);
const texts = (element, selector) => all(element, selector).map((found) => found.textContent);
const buttonOf = (element, status) => one(element, `button[data-status="${status}"]`);

beforeEach(() => {
    updateRecord.mockReset();
    updateRecord.mockResolvedValue({});
});

afterEach(() => {
    document.body.replaceChildren();
});

test('looks before it tells', () => {
    expect(one(show(), 'lightning-spinner')).not.toBeNull();
});

test('says that nothing stands out', async () => {
    const element = show();
    await answer([]);
    expect(one(element, '.empty')).not.toBeNull();
    expect(one(element, 'lightning-spinner')).toBeNull();
});

test('shows three needs at most, in their order, with sentence, question and person', async () => {
    const element = show();
    await answer(['1', '2', '3', '4'].map((id) => node(id)));
    expect(texts(element, '.need')).toEqual(['Need 1', 'Need 2', 'Need 3']);
    expect(texts(element, '.reasons li')[0]).toBe(
        'Of 1,041 customers with industry Logistics and a turnover over 5M, 417 have it; of the others, 1 in 9.',
    );
    expect(texts(element, '.question')[0]).toBe('Ask: “Question 1?”');
    expect(one(element, 'c-baton-person').name).toBe('Ben Ahorn');
});

test.each([
    [{ fact: 'case', month: '2026-05' }, 'They asked about it in May 2026 (case).'],
    [{ fact: 'campaign', month: '2026-05' }, 'They answered a campaign about it in May 2026.'],
    [
        kindFact({ is: [], of: 'Facility', others: { fewerThan: 10, customers: 80 } }),
        'Of 1,041 customers that Facility serves, 417 have it; of the others, fewer than 10 of 80.',
    ],
    [
        kindFact({ is: [{ column: 'employees', over: 100, upTo: 1000 }], others: { inHundred: 23 } }),
        'Of 1,041 customers with 100 to 1,000 employees, 417 have it; of the others, 23 in 100.',
    ],
])('tells %j as a sentence', async (fact, sentence) => {
    const element = show();
    await answer([node('1', { Reasons__c: { value: JSON.stringify([fact]) } })]);
    expect(texts(element, '.reasons li')).toEqual([sentence]);
});

test.each([
    ['no JSON', 'kind:17'],
    ['a fact of a later version', JSON.stringify([{ fact: 'weather' }])],
    ['a condition of a later version', JSON.stringify([kindFact({ is: [{ column: 'mood', value: 'good' }] })])],
])('does not show a suggestion whose reason it can not tell: %s', async (_, value) => {
    const element = show();
    await answer([node('1', { Reasons__c: { value } })]);
    expect(texts(element, '.need')).toEqual([]);
});

test('leaves out what the own division sells, unless the customer asked for it', async () => {
    const element = show();
    const asked = { Reasons__c: { value: JSON.stringify([{ fact: 'case', month: '2026-05' }]) } };
    await answer([node('1'), node('2', asked)], { Division: { value: 'Security' } });
    expect(texts(element, '.need')).toEqual(['Need 2']);
});

test('says that the division decides where nobody is named', async () => {
    const element = show();
    await answer([node('1', { Receiver__r: null })]);
    expect(one(element, 'c-baton-person')).toBeNull();
    expect(one(element, '.nobody').textContent).toBe('Security decides who takes it.');
});

test('passes on with one tap, by the panel that makes hand-offs', async () => {
    const element = show();
    const heard = jest.fn();
    const stop = onGiveRequest(heard);
    await answer([node('1')]);
    one(element, '.pass-on').click();
    stop();
    expect(heard).toHaveBeenCalledWith({ recordId: ACCOUNT_ID, needId: 'need-1', divisionId: 'division-security' });
    expect(updateRecord).not.toHaveBeenCalled();
});

test.each(['Not now', 'Has it', 'Not relevant'])('saves the answer %s and takes the need away', async (status) => {
    const element = show();
    await answer([node('1'), node('2')]);
    buttonOf(element, status).click();
    await flushPromises();
    const [{ fields }] = updateRecord.mock.calls[0];
    expect(fields).toMatchObject({ Id: '1', Status__c: status, Answered_By__c: expect.any(String) });
    expect(Number.isNaN(Date.parse(fields.Answered_At__c))).toBe(false);
    expect(texts(element, '.need')).toEqual(['Need 2']);
    expect(one(element, '.noted').textContent).toContain('Need 1');
});

test('keeps the need where the answer was not saved', async () => {
    updateRecord.mockRejectedValue({ body: { message: 'Locked' } });
    const element = show();
    await answer([node('1')]);
    buttonOf(element, 'Not now').click();
    await flushPromises();
    expect(texts(element, '.need')).toEqual(['Need 1']);
    expect(one(element, '.save-errors')).not.toBeNull();
});

test('shows an error with a way to try again, and keeps what it knew where only a later look fails', async () => {
    const element = show();
    graphql.emitErrors([{ message: 'No' }]);
    await flushPromises();
    expect(one(element, 'c-baton-error-panel')).not.toBeNull();
    await answer([node('1')]);
    graphql.emitErrors([{ message: 'No' }]);
    await flushPromises();
    expect(one(element, 'c-baton-error-panel')).toBeNull();
    expect(texts(element, '.need')).toEqual(['Need 1']);
    expect(one(element, '.stale')).not.toBeNull();
});
