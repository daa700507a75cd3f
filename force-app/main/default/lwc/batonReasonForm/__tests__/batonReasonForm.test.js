import { graphql } from 'lightning/graphql';
import BatonReasonForm from 'c/batonReasonForm';
import { flushPromises } from 'jest-mocks/flushPromises';
import { change, click, find, findAll, open, queryOf, textOf, wrapped } from 'jest-mocks/panels';

async function show() {
    const element = await open('c-baton-reason-form', BatonReasonForm, {
        ...{ question: 'Why?', sendLabel: 'Decline', divisionId: 'a00s' },
    });
    const said = jest.fn();
    element.addEventListener('reason', ({ detail }) => said(detail));
    const divisions = ['Catering', 'Security'].map((name) => ({
        Id: `a00${name[0].toLowerCase()}`,
        ...wrapped({ Name: name }),
    }));
    graphql.emit(queryOf({ Baton_Division__c: divisions }));
    await flushPromises();
    return { element, said };
}

async function choose(element, reason) {
    findAll(element, 'input')
        .find(({ value }) => value === reason)
        .dispatchEvent(new CustomEvent('change'));
    await flushPromises();
}

describe('c-baton-reason-form', () => {
    it('offers the six reasons, and tells what follows from each', async () => {
        const { element } = await show();
        const reasons = findAll(element, 'input').map(({ value }) => value);
        expect(reasons).toEqual([
            'Not our offer',
            'No capacity',
            'Wrong region',
            'Already in talks',
            'Unclear',
            'Bad timing',
        ]);
        const consequences = new Set();
        for (const reason of reasons) {
            // eslint-disable-next-line no-await-in-loop -- one after the other, as a person taps
            await choose(element, reason);
            consequences.add(textOf(element, '.consequence'));
        }
        expect(consequences.size).toBeGreaterThanOrEqual(5);
        await expect(element).toBeAccessible();
    });

    it('asks which division should have it where it is not our offer', async () => {
        const { element, said } = await show();
        await choose(element, 'No capacity');
        expect(find(element, '.division')).toBeNull();
        await choose(element, 'Not our offer');
        expect(find(element, '.division').options.map(({ label }) => label)).toEqual(['I do not know', 'Catering']);
        await change(find(element, '.division'), 'a00c');
        await click(element, '.send');
        expect(said).toHaveBeenCalledWith({ reason: 'Not our offer', divisionId: 'a00c' });
    });
});
