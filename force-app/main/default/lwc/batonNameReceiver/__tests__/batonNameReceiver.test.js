import { graphql } from 'lightning/graphql';
import ME from '@salesforce/user/Id';
import BatonNameReceiver from 'c/batonNameReceiver';
import { flushPromises } from 'jest-mocks/flushPromises';
import { change, click, find, open, person, queryOf, wrapped } from 'jest-mocks/panels';

const expert = (id, name) => ({ Id: `x${id}`, ...wrapped({ Colleague__c: id }), Colleague__r: name && person(name) });

describe('c-baton-name-receiver', () => {
    it('offers the people of the division, each once, and not the viewer', async () => {
        const element = await open('c-baton-name-receiver', BatonNameReceiver, { divisionId: 'a00' });
        const named = jest.fn();
        element.addEventListener('name', ({ detail }) => named(detail));
        const people = [
            expert('5a', 'Anna'),
            expert('5t', 'Tom'),
            expert('5a', 'Anna'),
            expert(ME, 'Me'),
            expert('5u'),
        ];
        graphql.emit(queryOf({ Baton_Expert__c: people }));
        await flushPromises();
        expect(find(element, '.people').options).toEqual([
            { value: '5a', label: 'Anna' },
            { value: '5t', label: 'Tom' },
        ]);
        await change(find(element, '.people'), '5t');
        await click(element, '.send');
        expect(named).toHaveBeenCalledWith({ receiverId: '5t' });
        await expect(element).toBeAccessible();
    });

    it('says so where everybody is away, and what can be done', async () => {
        const element = await open('c-baton-name-receiver', BatonNameReceiver, { divisionId: 'a00' });
        expect(find(element, '.nobody')).toBeNull();
        graphql.emit(queryOf({ Baton_Expert__c: [expert(ME, 'Me')] }));
        await flushPromises();
        expect(find(element, '.people')).toBeNull();
        expect(find(element, '.nobody').textContent).toContain('decline it with a reason');
        await expect(element).toBeAccessible();
    });
});
