import { graphql } from 'lightning/graphql';
import BatonGiveBack from 'c/batonGiveBack';
import { flushPromises } from 'jest-mocks/flushPromises';
import { click, find, findAll, open, queryOf, textOf, watchNavigation, wrapped } from 'jest-mocks/panels';

const suggestion = (Id, need, account) => ({
    Id,
    ...wrapped({ Account__c: `001${Id}` }),
    Account__r: wrapped({ Name: account }),
    Need__r: need && wrapped({ Name: need }),
});

async function show(suggestions) {
    const element = await open('c-baton-give-back', BatonGiveBack, { giver: 'Anna Berger', divisionId: 'a00' });
    graphql.emit(queryOf({ Baton_Suggestion__c: suggestions }));
    await flushPromises();
    return element;
}

describe('c-baton-give-back', () => {
    it('leads to own customers who may need what the giver sells, three at most', async () => {
        const visited = watchNavigation(BatonGiveBack);
        const many = ['1', '2', '3', '4'].map((id) => suggestion(id, 'Guards', `Customer ${id}`));
        const element = await show([suggestion('0', undefined, 'Hidden need'), ...many]);
        expect(textOf(element, '.title')).toBe('What could you give back to Anna Berger?');
        expect(findAll(element, 'lightning-button').map(({ label }) => label)).toEqual([
            'Guards at Customer 1',
            'Guards at Customer 2',
            'Guards at Customer 3',
        ]);
        await click(element, 'lightning-button');
        expect(visited[0].attributes.recordId).toBe('0011');
        await expect(element).toBeAccessible();
    });

    it('shows nothing where there is nothing', async () => {
        expect(find(await show([]), 'section')).toBeNull();
    });
});
