import { graphql } from 'lightning/graphql';
import { createRecord } from 'lightning/uiRecordApi';
import BatonPolicy from 'c/batonPolicy';
import { flushPromises } from 'jest-mocks/flushPromises';
import { click, findAll, open, queryOf, wrapped } from 'jest-mocks/panels';

const RELATIONSHIPS = 'relationships 412 508;strong 20 31;good 100 120;some 292 357;named 300 390;customers 10 10';

describe('c-baton-policy', () => {
    afterEach(() => {
        jest.clearAllMocks();
    });

    /** The effect as an admin reads it, when the service answers this. */
    async function effectOf(message) {
        createRecord.mockResolvedValue({ id: 'a01' });
        const element = await open('c-baton-policy', BatonPolicy);
        const nothing = { current: [], draft: [], Baton_Preference__c: [] };
        graphql.emit(queryOf({ ...nothing, Baton_Sync_Status__c: [] }));
        await flushPromises();
        await click(element, '.show');
        await flushPromises();
        const { Effect_Request__c: request } = createRecord.mock.calls[0][0].fields;
        const answer = { Id: 'a02', ...wrapped({ Request__c: request, Message__c: message }) };
        graphql.emit(queryOf({ ...nothing, Baton_Sync_Status__c: [answer] }));
        await flushPromises();
        return findAll(element, '.effect').length;
    }

    it('tells of relationships, and of hand-offs where there were some', async () => {
        expect(await effectOf(`${RELATIONSHIPS};undecided 31 52;uncontacted 7 7;full 2 0;handoffs 240`)).toBe(4);
    });

    it('tells of relationships alone where there were none', async () => {
        expect(await effectOf(`${RELATIONSHIPS};undecided 0 0;uncontacted 0 0;full 0 0;handoffs 0`)).toBe(2);
    });

    it('tells what an older service says, which knows nothing of hand-offs', async () => {
        expect(await effectOf(RELATIONSHIPS)).toBe(2);
    });
});
