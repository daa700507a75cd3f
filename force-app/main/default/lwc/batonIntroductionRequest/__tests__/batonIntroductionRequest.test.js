import { updateRecord } from 'lightning/uiRecordApi';
import BatonIntroductionRequest from 'c/batonIntroductionRequest';
import { flushPromises } from 'jest-mocks/flushPromises';
import { change, click, find, open, person, textOf, wrapped } from 'jest-mocks/panels';

const node = {
    Id: 'a06',
    Asker__r: person('Tom Lang'),
    Asker_Division__r: wrapped({ Name: 'Catering' }),
    ...wrapped({
        Customer_Name__c: 'Klinik',
        Contact_Name__c: 'Heike Sommer',
        Wish__c: 'They plan a canteen.',
        Reasons__c: 'meeting:several:2026-10',
    }),
};

const show = () => open('c-baton-introduction-request', BatonIntroductionRequest, { node });

beforeEach(() => {
    sessionStorage.clear();
    updateRecord.mockReset();
    updateRecord.mockResolvedValue({});
});

describe('c-baton-introduction-request', () => {
    it('tells who asks, for whom, why, and what an answer discloses', async () => {
        const element = await show();
        expect(textOf(element, '.head')).toBe('Asks you for an introduction to Heike Sommer at Klinik');
        expect(find(element, 'c-baton-person')).toMatchObject({ name: 'Tom Lang', detail: 'Catering' });
        expect(textOf(element, '.reasons')).toBe('Why you: Several meetings, last in October 2026');
        expect(textOf(element, '.privacy')).toContain('Only a yes');
        await expect(element).toBeAccessible();
    });

    it('says yes with a word, and thanks', async () => {
        const element = await show();
        await change(find(element, 'lightning-textarea'), 'Call me.');
        await click(element, '.yes');
        expect(updateRecord.mock.calls[0][0].fields).toEqual({
            Id: 'a06',
            Answer__c: 'Yes',
            Answer_Text__c: 'Call me.',
        });
        expect(textOf(element, '.answered')).toContain('Thank you');
        expect(sessionStorage).toHaveLength(0);
    });

    it('sends no word along with a no', async () => {
        const element = await show();
        await change(find(element, 'lightning-textarea'), 'Not them again.');
        await click(element, '.no');
        expect(updateRecord.mock.calls[0][0].fields).toEqual({ Id: 'a06', Answer__c: 'No' });
    });

    it('keeps what was typed when it was not saved', async () => {
        updateRecord.mockRejectedValueOnce({ body: { message: 'Busy' } });
        const element = await show();
        await change(find(element, 'lightning-textarea'), 'Call me.');
        await click(element, '.yes');
        find(element, 'c-baton-error-panel').dispatchEvent(new CustomEvent('retry'));
        await flushPromises();
        expect(updateRecord.mock.calls[1]).toEqual(updateRecord.mock.calls[0]);
    });
});
