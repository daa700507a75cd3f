import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import BatonMatches from 'c/batonMatches';
import { flushPromises } from 'jest-mocks/flushPromises';

const match = (Id) => ({
    Id,
    Kind__c: { value: 'Accounts' },
    Evidence__c: { value: 'The same city\nAnother street' },
    Account__c: { value: '001000000000001AAA' },
    Other_Account__c: { value: '001000000000002AAA' },
    Account__r: { Name: { value: 'Adler Werke' }, BillingCity: { value: 'Bonn' } },
    Other_Account__r: null,
});

async function show(...nodes) {
    const element = createElement('c-baton-matches', { is: BatonMatches });
    document.body.appendChild(element);
    graphql.emit({
        uiapi: {
            query: {
                Baton_Match__c: { totalCount: nodes.length, edges: nodes.map((node) => ({ node })) },
                Baton_Preference__c: { edges: [{ node: { Id: 'a0P1' } }] },
            },
        },
    });
    await flushPromises();
    return element;
}

const all = (element, selector) => [...element.shadowRoot.querySelectorAll(selector)];

async function press(element, key, more = {}) {
    all(element, '.pair')[0].dispatchEvent(new KeyboardEvent('keydown', { key, ...more }));
    await flushPromises();
}

describe('c-baton-matches', () => {
    beforeEach(() => {
        createRecord.mockReset();
        updateRecord.mockReset().mockResolvedValue({});
    });

    afterEach(() => {
        while (document.body.firstChild) document.body.removeChild(document.body.firstChild);
    });

    it('shows both records, also one that can not be seen, with the evidence', async () => {
        const element = await show(match('1'));
        expect(all(element, '.side .name').map((one) => one.textContent)).toEqual([
            'Adler Werke',
            'This record can not be seen.',
        ]);
        expect(all(element, '.evidence li')).toHaveLength(2);
        await expect(element).toBeAccessible();
    });

    it.each([
        ['s', 'Same'],
        ['D', 'Different'],
        ['n', 'Unsure'],
    ])('the key %s decides: %s, and the next pair comes', async (key, Judgement__c) => {
        const element = await show(match('1'), match('2'));
        await press(element, key);
        expect(updateRecord.mock.calls[0][0]).toEqual({ fields: { Id: '1', Judgement__c, State__c: 'Decided' } });
        expect(all(element, '.progress')[0].textContent).toContain('The last one');
    });

    it('leaves other keys and shortcuts alone', async () => {
        const element = await show(match('1'));
        await press(element, 'x');
        await press(element, 's', { ctrlKey: true });
        expect(updateRecord).not.toHaveBeenCalled();
    });

    it('keeps the pair when saving fails', async () => {
        updateRecord.mockRejectedValue({ body: { message: 'no' } });
        const element = await show(match('1'));
        await press(element, 's');
        expect(all(element, '.pair')).toHaveLength(1);
        expect(all(element, 'c-baton-error-panel')).toHaveLength(1);
    });

    it('says when nothing is to be judged', async () => {
        const element = await show();
        expect(all(element, '.empty')).toHaveLength(1);
    });
});
