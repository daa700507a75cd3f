import { graphql } from 'lightning/graphql';
import { createRecord, getRecord } from 'lightning/uiRecordApi';
import BatonIntroduction from 'c/batonIntroduction';
import { flushPromises } from 'jest-mocks/flushPromises';
import { change, click, find, open, queryOf, textOf, wrapped } from 'jest-mocks/panels';

const ACCOUNT = { id: '001', fields: { Name: { value: 'Klinik' }, BillingCity: { value: 'Bonn' } } };

const division = (Id, name) => ({ Id, ...wrapped({ Name: name, User_Values__c: name }) });
const DIVISIONS = queryOf({
    Baton_Division__c: [division('a00c', 'Catering'), division('a00f', 'Facility')],
    User: [wrapped({ Division: 'Facility' })],
});

async function show({ record = ACCOUNT, objectApiName = 'Account' } = {}) {
    const element = await open('c-baton-introduction', BatonIntroduction, { recordId: record.id, objectApiName });
    getRecord.emit(record);
    await flushPromises();
    return element;
}

async function write(element, wish) {
    await click(element, '.open');
    graphql.emit(DIVISIONS);
    await flushPromises();
    await change(find(element, '.wish'), wish);
}

beforeEach(() => {
    sessionStorage.clear();
    createRecord.mockReset();
    createRecord.mockResolvedValue({ id: 'a09' });
});

describe('c-baton-introduction', () => {
    it('says what it is for before anything is asked', async () => {
        const element = await show();
        expect(textOf(element, '.what')).toContain('decide themselves whether to help');
        await expect(element).toBeAccessible();
    });

    it('asks with a reason, in all other divisions unless one is chosen', async () => {
        const element = await show();
        await write(element, '');
        expect(find(element, '.send').disabled).toBe(true);
        expect(find(element, '.division').options.map(({ label }) => label)).toEqual([
            'any other division',
            'Catering',
        ]);
        await change(find(element, '.wish'), ' They plan a canteen. ');
        await expect(element).toBeAccessible();
        await click(element, '.send');
        expect(createRecord.mock.calls[0][0]).toEqual({
            apiName: 'Baton_Introduction__c',
            fields: {
                Account__c: '001',
                Customer_Name__c: 'Klinik',
                Wish__c: 'They plan a canteen.',
                State__c: 'Asked',
                Request_Key__c: expect.stringMatching(/^[0-9a-f]{32}$/),
            },
        });
        expect(textOf(element, '.asked')).toContain('My Baton');
    });

    it('names the contact of the page, or whom the asker writes', async () => {
        const fields = { Name: { value: 'Heike Sommer' }, AccountId: { value: '001' } };
        const element = await show({ record: { id: '003', fields }, objectApiName: 'Contact' });
        await write(element, 'x');
        await change(find(element, '.division'), 'a00c');
        await change(find(element, '.contact'), 'The cook');
        await click(element, '.send');
        expect(createRecord.mock.calls[0][0].fields).toMatchObject({
            ...{ Contact__c: '003', Contact_Name__c: 'The cook', Wanted_Division__c: 'a00c' },
        });
    });

    it('loses nothing when it could not be sent, and sends the same again', async () => {
        createRecord.mockRejectedValueOnce({ body: { message: 'Busy' } });
        const element = await show();
        await write(element, 'They plan a canteen.');
        await click(element, '.send');
        expect(find(element, '.wish').value).toBe('They plan a canteen.');
        find(element, 'c-baton-error-panel').dispatchEvent(new CustomEvent('retry'));
        await flushPromises();
        expect(createRecord.mock.calls[1]).toEqual(createRecord.mock.calls[0]);
    });

    it('can be thought better of, and keeps what was typed', async () => {
        const element = await show();
        await write(element, 'They plan a canteen.');
        await click(element, '.cancel');
        expect(find(element, '.wish')).toBeNull();
        await click(element, '.open');
        expect(find(element, '.wish').value).toBe('They plan a canteen.');
        expect(createRecord).not.toHaveBeenCalled();
    });

    it('keeps what was typed over a reload', async () => {
        const element = await show();
        await write(element, 'They plan a canteen.');
        element.remove();
        const reloaded = await show();
        expect(find(reloaded, '.wish').value).toBe('They plan a canteen.');
    });
});
