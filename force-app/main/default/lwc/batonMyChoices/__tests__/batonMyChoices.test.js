import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import BatonMyChoices from 'c/batonMyChoices';
import { change, click, find, findAll, open, textOf, wrapped } from 'jest-mocks/panels';

const fieldOf = (element, name) => findAll(element, '[data-field]').find(({ dataset }) => dataset.field === name);

async function show(preference) {
    const element = await open('c-baton-my-choices', BatonMyChoices, { preference });
    findAll(element, 'lightning-input').forEach((input) => (input.reportValidity = () => true));
    return element;
}

beforeEach(() => {
    createRecord.mockReset();
    updateRecord.mockReset();
    createRecord.mockResolvedValue({ id: 'a07' });
    updateRecord.mockResolvedValue({});
});

describe('c-baton-my-choices', () => {
    it('begins with nothing chosen, and makes the record with the first choice', async () => {
        const element = await show();
        expect(find(element, '.save').disabled).toBe(true);
        await change(fieldOf(element, 'Naming__c'), 'Unnamed');
        await click(element, '.save');
        expect(createRecord).toHaveBeenCalledWith({ apiName: 'Baton_Preference__c', fields: { Naming__c: 'Unnamed' } });
        expect(textOf(element, '.saved')).toContain('Saved');

        await change(fieldOf(element, 'Naming__c'), 'Hidden');
        await click(element, '.save');
        expect(updateRecord.mock.calls[0][0].fields).toEqual({ Id: 'a07', Naming__c: 'Hidden' });
    });

    it('shows what is stored and saves only what was changed, numbers as numbers, nothing as nothing', async () => {
        const preference = {
            Id: 'a08',
            ...wrapped({ Naming__c: 'Named', Asks_A_Month__c: 4, Away_Until__c: '2026-12-01' }),
        };
        const element = await show(preference);
        expect(fieldOf(element, 'Asks_A_Month__c').value).toBe(4);
        await change(fieldOf(element, 'Asks_A_Month__c'), '0');
        await change(fieldOf(element, 'Away_Until__c'), '');
        await click(element, '.save');
        expect(updateRecord.mock.calls[0][0].fields).toEqual({ Id: 'a08', Asks_A_Month__c: 0, Away_Until__c: null });
        await expect(element).toBeAccessible();
    });

    it('keeps the choices when they were not saved', async () => {
        updateRecord.mockRejectedValueOnce({ body: { message: 'Busy' } });
        const element = await show({ Id: 'a08', ...wrapped({ Notices__c: 'All' }) });
        await change(fieldOf(element, 'Notices__c'), 'Digest');
        await click(element, '.save');
        expect(find(element, 'c-baton-error-panel')).not.toBeNull();
        expect(fieldOf(element, 'Notices__c').value).toBe('Digest');
    });

    it('does not save what is no number', async () => {
        const element = await show({ Id: 'a08' });
        await change(fieldOf(element, 'Asks_A_Month__c'), '-1');
        fieldOf(element, 'Asks_A_Month__c').reportValidity = () => false;
        await click(element, '.save');
        expect(updateRecord).not.toHaveBeenCalled();
    });
});
