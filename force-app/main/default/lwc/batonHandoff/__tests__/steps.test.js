import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { flushPromises } from 'jest-mocks/flushPromises';
import { click, find, textOf } from 'jest-mocks/panels';
import { handoff, HANDOFF_ID, ME, message, reply, show } from './support';

beforeEach(() => {
    sessionStorage.clear();
    createRecord.mockReset();
    updateRecord.mockReset();
    createRecord.mockResolvedValue({ id: 'm1' });
    updateRecord.mockResolvedValue({});
});

const toMe = (fields) => handoff({ Receiver__c: ME, Seen_At__c: '2026-11-20T08:30:00.000Z', ...fields });
const updates = () => updateRecord.mock.calls.map(([{ fields }]) => fields);

async function choose(element, reason) {
    const form = find(element, 'c-baton-reason-form');
    const input = [...form.shadowRoot.querySelectorAll('input')].find(({ value }) => value === reason);
    input.dispatchEvent(new CustomEvent('change'));
    await flushPromises();
}

async function type(element, text) {
    find(element, 'lightning-textarea').dispatchEvent(new CustomEvent('change', { detail: { value: text } }));
    await flushPromises();
}

describe('c-baton-handoff: declining', () => {
    it('needs a reason and tells what follows from it', async () => {
        const element = await show(reply(toMe()));
        await click(element, '.decline');
        expect(find(element, 'c-baton-reason-form .send') ?? find(element, '.actions .send')).toMatchObject({
            disabled: true,
        });
        await choose(element, 'No capacity');
        expect(textOf(element, '.consequence')).toContain('colleague of your division');
        await click(find(element, 'c-baton-reason-form'), '.send');
        expect(updates()).toEqual([{ Id: HANDOFF_ID, State__c: 'Declined', Decline_Reason__c: 'No capacity' }]);
    });

    it('can be thought better of', async () => {
        const element = await show(reply(toMe()));
        await click(element, '.decline');
        await click(element, '.cancel');
        expect(find(element, '.accept')).not.toBeNull();
        expect(updates()).toEqual([]);
    });

    it('so can a question, whose words stay', async () => {
        const element = await show(reply(toMe()));
        await click(element, '.ask');
        await type(element, 'Since when?');
        await click(element, '.cancel');
        expect(find(element, '.accept')).not.toBeNull();
        expect(createRecord).not.toHaveBeenCalled();
        await click(element, '.ask');
        expect(find(element, 'lightning-textarea').value).toBe('Since when?');
    });

    it('says so when it was not saved, and tries the same again', async () => {
        updateRecord.mockRejectedValueOnce({ body: { message: 'Busy' } });
        const element = await show(reply(toMe()));
        await click(element, '.accept');
        const panel = find(element, 'c-baton-error-panel');
        expect(panel.message).toBe('That was not saved.');
        panel.dispatchEvent(new CustomEvent('retry'));
        await flushPromises();
        expect(updates()[1]).toEqual(updates()[0]);
    });

    it('gives back what was accepted, with a reason', async () => {
        const element = await show(reply(toMe({ State__c: 'Accepted' })));
        await click(element, '.return');
        await choose(element, 'Wrong region');
        await click(find(element, 'c-baton-reason-form'), '.send');
        expect(updates()).toEqual([{ Id: HANDOFF_ID, State__c: 'Returned', Decline_Reason__c: 'Wrong region' }]);
    });
});

describe('c-baton-handoff: working', () => {
    it('says with one tap that the customer was contacted', async () => {
        const element = await show(reply(toMe({ State__c: 'Accepted' })));
        await click(find(element, 'c-baton-follow'), '.contact');
        expect(updates()).toEqual([{ Id: HANDOFF_ID, State__c: 'In contact' }]);
    });

    it('says how it goes, and how good the lead was, with one tap each', async () => {
        const element = await show(reply(toMe({ State__c: 'In contact' })));
        const answer = (selector, value) =>
            find(element, selector).dispatchEvent(new CustomEvent('answer', { detail: { value } }));
        answer('.how', 'Offer is out');
        answer('.verdict', 'Ready to call');
        await flushPromises();
        expect(updates()).toEqual([
            { Id: HANDOFF_ID, Last_Status__c: 'Offer is out' },
            { Id: HANDOFF_ID, Verdict__c: 'Ready to call' },
        ]);
    });
});

describe('c-baton-handoff: talking', () => {
    it('asks one question, and keeps it when it could not be sent', async () => {
        createRecord.mockRejectedValueOnce({ body: { message: 'Busy' } });
        const element = await show(reply(toMe()));
        await click(element, '.ask');
        const write = find(element, 'c-baton-decision').shadowRoot.querySelector('c-baton-write');
        await type(write, ' Since when? ');
        await click(write, '.send');
        expect(find(write, 'lightning-textarea').value).toBe(' Since when? ');
        find(write, 'c-baton-error-panel').dispatchEvent(new CustomEvent('retry'));
        await flushPromises();
        const [first, second] = createRecord.mock.calls.map(([{ fields }]) => fields);
        expect(second).toEqual(first);
        expect(second).toEqual({
            Handoff__c: HANDOFF_ID,
            Kind__c: 'Question',
            Body__c: 'Since when?',
            Request_Key__c: expect.stringMatching(/^[0-9a-f]{32}$/),
        });
    });

    it('answers what was asked, and comments otherwise', async () => {
        const question = message('m1', '005anna', 'Question', 'Since when?');
        const asked = await show(reply(handoff({ OwnerId: ME }), { messages: [question] }));
        expect(find(asked, '.write')).toMatchObject({ kind: 'Answer', label: 'Your answer' });

        const answered = [question, message('m2', ME, 'Answer', 'Monday')];
        const element = await show(reply(handoff({ OwnerId: ME }), { messages: answered }));
        expect(find(element, '.write')).toMatchObject({ kind: 'Comment' });
    });

    it.each([
        [{ State__c: 'Accepted' }, 'Comment'],
        [{ State__c: 'Won' }, 'Comment'],
        [{ State__c: 'Declined', Decline_Reason__c: 'No capacity' }, 'Comment'],
        // The answer brings it back to who asked.
        [{ State__c: 'Declined', Decline_Reason__c: 'Unclear' }, 'Answer'],
    ])('wants no answer any more once it is decided: %j', async (values, kind) => {
        const question = message('m1', '005anna', 'Question', 'Since when?');
        const element = await show(reply(handoff({ OwnerId: ME, ...values }), { messages: [question] }));
        expect(find(element, '.write')).toMatchObject({ kind });
    });

    it('thanks once', async () => {
        const element = await show(reply(toMe({ State__c: 'Won' })));
        await click(element, '.thanks');
        expect(createRecord.mock.calls[0][0].fields).toMatchObject({ Kind__c: 'Thanks', Body__c: 'Thank you!' });

        const thanked = await show(reply(toMe({ State__c: 'Won' }), { messages: [message('m1', ME, 'Thanks', 'x')] }));
        expect(find(thanked, '.thanks')).toBeNull();
    });
});
