import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { flushPromises } from 'jest-mocks/flushPromises';
import { change, create, inForm, load, one, receivers, show, tapChip, tapSend } from './support';

const HANDOFF_ID = 'a05000000000001AAA';

beforeEach(() => {
    sessionStorage.clear();
    createRecord.mockReset();
    updateRecord.mockReset();
    createRecord.mockResolvedValue({ id: HANDOFF_ID });
    updateRecord.mockResolvedValue({});
});

const sentFields = (call = 0) => createRecord.mock.calls[call][0].fields;

describe('c-baton-give: sending', () => {
    it('saves what was chosen with what the receiver needs to call', async () => {
        const element = await show();
        await tapChip(element, 'Guards');
        await change(inForm(element, '.note'), ' Yard was open. ');
        await change(inForm(element, '.naming'), 'hint');
        await tapSend(element);
        expect(createRecord.mock.calls[0][0].apiName).toBe('Baton_Handoff__c');
        expect(sentFields()).toEqual({
            Account__c: '001000000000001AAA',
            Customer_Name__c: 'St. Elisabeth Klinik',
            Customer_City__c: 'Berlin',
            State__c: 'Offered',
            Need__c: 'a01guards',
            Need_Text__c: 'Guards at night',
            To_Division__c: 'a00security',
            Receiver_Choice__c: 'Named',
            Receiver__c: '005anna',
            Note__c: 'Yard was open.',
            Use_My_Name__c: false,
            Request_Key__c: expect.stringMatching(/^[0-9a-f]{32}$/),
        });
    });

    it('names no receiver where the division decides', async () => {
        const element = await show();
        await tapChip(element, 'Guards');
        receivers(element).at(-1).input.dispatchEvent(new CustomEvent('change'));
        await flushPromises();
        await tapSend(element);
        expect(sentFields()).toMatchObject({ Receiver_Choice__c: 'Division', To_Division__c: 'a00security' });
        expect(sentFields()).not.toHaveProperty('Receiver__c');
    });

    it.each([
        [
            'Contact',
            {
                Name: { value: 'Heike Sommer' },
                Phone: { value: '030 1' },
                Email: { value: 'h@example.com' },
                AccountId: { value: '001000000000009AAA' },
                Account: { value: { fields: { Name: { value: 'Klinik' }, BillingCity: { value: 'Bonn' } } } },
            },
            {
                Contact__c: '003',
                Account__c: '001000000000009AAA',
                Customer_Name__c: 'Klinik',
                Customer_City__c: 'Bonn',
                Contact_Name__c: 'Heike Sommer',
                Contact_Phone__c: '030 1',
                Contact_Email__c: 'h@example.com',
            },
        ],
        [
            'Lead',
            {
                Name: { value: 'Jan Vogt' },
                Company: { value: 'Vogt Logistik' },
                MobilePhone: { value: '0171' },
                Phone: { value: '030' },
                City: { value: 'Ulm' },
            },
            {
                Lead__c: '003',
                Customer_Name__c: 'Vogt Logistik',
                Customer_City__c: 'Ulm',
                Contact_Name__c: 'Jan Vogt',
                Contact_Phone__c: '0171',
            },
        ],
        [
            'Opportunity',
            {
                AccountId: { value: '001000000000009AAA' },
                Account: { value: { fields: { Name: { value: 'Klinik' } } } },
            },
            { Account__c: '001000000000009AAA', Customer_Name__c: 'Klinik' },
        ],
    ])('tells the customer of a %s', async (objectApiName, fields, expected) => {
        const record = { id: '003', apiName: objectApiName, fields };
        const element = await show({ objectApiName, recordId: '003' }, record);
        await tapChip(element, 'Guards');
        await tapSend(element);
        const told = Object.entries(sentFields()).filter(([field]) => /^(Account|Contact|Lead|Customer)_/.test(field));
        expect(Object.fromEntries(told)).toEqual(expected);
    });

    it('says what happens next, and marks the suggestion as passed on', async () => {
        const element = await show();
        await tapChip(element, 'Meals');
        await tapSend(element);
        const sent = one(element, 'c-baton-sent');
        expect(sent.shadowRoot.querySelector('.message').textContent).toBe('Passed to Tom Lang.');
        expect(updateRecord.mock.calls[0][0].fields).toMatchObject({ Id: 'a02meals', Status__c: 'Passed on' });
        await expect(element).toBeAccessible();
    });

    it('has the receiver one tap away', async () => {
        const element = await show();
        await tapChip(element, 'Guards');
        await tapSend(element);
        const person = one(element, 'c-baton-sent').shadowRoot.querySelector('c-baton-person');
        expect(person.shadowRoot.querySelector('.call').getAttribute('href')).toBe('tel:+491711');
    });

    it('takes it back', async () => {
        const element = await show();
        await tapChip(element, 'Guards');
        await tapSend(element);
        const sent = one(element, 'c-baton-sent');
        sent.shadowRoot.querySelector('.recall').click();
        await flushPromises();
        expect(updateRecord.mock.calls[0][0].fields).toEqual({ Id: HANDOFF_ID, State__c: 'Withdrawn' });
        expect(sent.shadowRoot.querySelector('.message').textContent).toBe('Taken back. Nobody will call.');
    });

    it('loses nothing when saving fails, and saves again under the same key', async () => {
        createRecord.mockRejectedValueOnce({ status: 503, body: { message: 'Busy' } });
        const element = await show();
        await tapChip(element, 'Guards');
        await change(inForm(element, '.note'), 'Yard was open.');
        await tapSend(element);
        expect(inForm(element, 'c-baton-error-panel').message).toContain('nothing is lost');
        expect(inForm(element, '.note').value).toBe('Yard was open.');

        inForm(element, 'c-baton-error-panel').dispatchEvent(new CustomEvent('retry'));
        await flushPromises();
        expect(sentFields(1)).toEqual(sentFields(0));
        expect(one(element, 'c-baton-sent')).not.toBeNull();
    });

    it('takes it as sent when only the reply was lost', async () => {
        createRecord.mockRejectedValueOnce({
            status: 400,
            body: {
                output: {
                    errors: [
                        {
                            errorCode: 'DUPLICATE_VALUE',
                            message: `duplicate value found: Request_Key__c duplicates value on record with id: ${HANDOFF_ID}`,
                        },
                    ],
                },
            },
        });
        const element = await show();
        await tapChip(element, 'Guards');
        await change(inForm(element, '.note'), 'Written after the first try.');
        await tapSend(element);
        expect(one(element, 'c-baton-sent').handoffId).toBe(HANDOFF_ID);
        expect(updateRecord.mock.calls[0][0].fields).toEqual({
            Id: HANDOFF_ID,
            Note__c: 'Written after the first try.',
            Use_My_Name__c: true,
        });
    });

    it('keeps what was typed over a reload, and forgets it once it is sent', async () => {
        const element = await show();
        await tapChip(element, 'Guards');
        await change(inForm(element, '.note'), 'Yard was open.');
        element.remove();

        const reloaded = create();
        await load();
        expect(inForm(reloaded, '.note').value).toBe('Yard was open.');
        await tapSend(reloaded);
        expect(sessionStorage).toHaveLength(0);
    });

    it('keeps the note when another need is chosen', async () => {
        const element = await show();
        await tapChip(element, 'Guards');
        await change(inForm(element, '.note'), 'Yard was open.');
        inForm(element, '.change').click();
        await flushPromises();
        await tapChip(element, 'Alarm');
        expect(inForm(element, '.note').value).toBe('Yard was open.');
    });

    it('keeps the chain when it is passed on again', async () => {
        const previous = { Previous__c: 'a05old', Account__c: '001', Customer_Name__c: 'Klinik' };
        const element = create({ recordId: 'a05old', objectApiName: 'Baton_Handoff__c', previous });
        await load();
        await tapChip(element, 'Meals');
        await tapSend(element);
        expect(sentFields()).toMatchObject(previous);
    });
});
