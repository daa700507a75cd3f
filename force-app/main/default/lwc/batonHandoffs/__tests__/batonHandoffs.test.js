import { graphql } from 'lightning/graphql';
import { getRecord } from 'lightning/uiRecordApi';
import ME from '@salesforce/user/Id';
import BatonHandoffs from 'c/batonHandoffs';
import { flushPromises } from 'jest-mocks/flushPromises';
import { find, open, person, queryOf, textOf, textsOf, wrapped } from 'jest-mocks/panels';

const ACCOUNT_ID = '001000000000001AAA';
const NOTHING = '000000000000000AAA';

const show = (properties) =>
    open('c-baton-handoffs', BatonHandoffs, { recordId: ACCOUNT_ID, objectApiName: 'Account', ...properties });

const handoff = (Id, fields) => ({
    Id,
    ...wrapped({
        ...{ OwnerId: ME, State__c: 'Accepted', Need_Text__c: 'Guards at night', Customer_Name__c: 'Klinik' },
        ...fields,
    }),
    Owner: person('Farah Yilmaz'),
    Receiver__r: person('Anna Berger'),
});

async function answer(given, received = []) {
    graphql.emit(queryOf({ given, received: received.map((node) => ({ Id: `r${node.Id}`, Handoff__r: node })) }));
    await flushPromises();
}

const rows = (element) => textsOf(find(element, 'c-baton-handoff-list'), '.need');

describe('c-baton-handoffs', () => {
    it('asks for hand-offs of the account, and of nothing else', async () => {
        await show();
        expect(graphql.getLastConfig().variables).toEqual({ accountId: ACCOUNT_ID, leadId: NOTHING, dealId: NOTHING });
    });

    it.each([
        ['Lead', { accountId: NOTHING, leadId: '00Q', dealId: NOTHING }],
        ['Opportunity', { accountId: ACCOUNT_ID, leadId: NOTHING, dealId: '00Q' }],
        ['Contact', { accountId: ACCOUNT_ID, leadId: NOTHING, dealId: NOTHING }],
    ])('knows what belongs to a %s', async (objectApiName, variables) => {
        await show({ objectApiName, recordId: '00Q' });
        getRecord.emit({ fields: { AccountId: { value: ACCOUNT_ID } } }, ({ recordId }) => recordId !== undefined);
        await flushPromises();
        expect(graphql.getLastConfig().variables).toEqual(variables);
    });

    it('lists what was given and what was received, each once, with where it stands', async () => {
        const element = await show();
        const twice = handoff('a1', { OwnerId: '005farah', Receiver__c: ME, Need_Text__c: 'Meals' });
        await answer([handoff('a2'), twice], [twice]);
        expect(rows(element)).toEqual(['Meals', 'Guards at night']);
        expect(textsOf(element, '.customer')).toEqual(['Klinik · from Farah Yilmaz', 'Klinik · to Anna Berger']);
        expect(textsOf(element, '.now')[1]).toBe('Anna Berger took it and will contact the customer.');
        expect(find(element, 'lightning-card').title).toBe('Hand-offs here (2)');
        await expect(element).toBeAccessible();
    });

    it('says what to do while there is none', async () => {
        const element = await show();
        await answer([]);
        expect(textOf(element, '.empty')).toContain('Pass a lead');
        await expect(element).toBeAccessible();
    });

    it('shows an error with a way to try again, and keeps what it has when a later look fails', async () => {
        const refresh = jest.fn().mockResolvedValue(undefined);
        const element = await show();
        graphql.emitErrors([{ message: 'boom' }], () => true, refresh);
        await flushPromises();
        find(element, 'c-baton-error-panel').dispatchEvent(new CustomEvent('retry'));
        expect(refresh).toHaveBeenCalledTimes(1);
        await answer([handoff('a2')]);
        graphql.emitErrors([{ message: 'boom' }]);
        await flushPromises();
        expect(rows(element)).toEqual(['Guards at night']);
        expect(find(element, '.stale')).not.toBeNull();
    });

    it('marks what the receiver owes the giver', async () => {
        const element = await show();
        const late = { OwnerId: '005farah', Receiver__c: ME, Status_By__c: '2020-01-01T00:00:00.000Z' };
        await answer([handoff('a1', late)]);
        expect(textOf(element, '.note')).toBe('The giver waits to hear how it goes');
    });
});
