import { graphql } from 'lightning/graphql';
import { updateRecord } from 'lightning/uiRecordApi';
import BatonHandoffFacts from 'c/batonHandoffFacts';
import { flushPromises } from 'jest-mocks/flushPromises';
import { click, find, textOf, watchNavigation } from 'jest-mocks/panels';
import { handoff, HANDOFF_ID, ME, message, reply, show } from './support';

const visited = watchNavigation(BatonHandoffFacts);

beforeEach(() => {
    sessionStorage.clear();
    updateRecord.mockReset();
    updateRecord.mockResolvedValue({});
});

const mine = (fields) => handoff({ OwnerId: ME, ...fields });
const toMe = (fields) => handoff({ Receiver__c: ME, Seen_At__c: '2026-11-20T08:30:00.000Z', ...fields });

describe('c-baton-handoff for everybody', () => {
    it('says so where it is not to be seen', async () => {
        const element = await show(reply(undefined));
        expect(textOf(element, '.missing')).toContain('not yours to see');
    });

    it('shows an error with a way to try again', async () => {
        const refresh = jest.fn().mockResolvedValue(undefined);
        const element = await show(undefined);
        graphql.emitErrors([{ message: 'boom' }], () => true, refresh);
        await flushPromises();
        find(element, 'c-baton-error-panel').dispatchEvent(new CustomEvent('retry'));
        expect(refresh).toHaveBeenCalledTimes(1);
    });

    it('keeps what it shows when a later look fails', async () => {
        const element = await show(reply(mine()));
        graphql.emitErrors([{ message: 'boom' }], () => true);
        await flushPromises();
        expect(textOf(element, '.need')).toBe('Guards at night');
        expect(textOf(element, '.stale')).toContain('Could not refresh');
    });

    it('offers a reader no step', async () => {
        const element = await show(reply(handoff()));
        expect(['c-baton-decision', 'c-baton-follow', '.recall', '.thanks'].map((one) => find(element, one))).toEqual([
            null,
            null,
            null,
            null,
        ]);
    });

    it.each([
        ['giver', mine()],
        ['receiver', toMe()],
        ['receiver at work', toMe({ State__c: 'In contact' })],
        ['giver of a declined one', mine({ State__c: 'Declined', Decline_Reason__c: 'Bad timing' })],
    ])('is accessible for the %s', async (_, node) => {
        const element = await show(reply(node, { messages: [message('m1', '005farah', 'Question', 'Since when?')] }));
        await expect(element).toBeAccessible();
    });
});

describe('c-baton-handoff for the giver', () => {
    it.each([
        [{}, 'Anna Berger has it and decides by Nov 20'],
        [{ Decide_By__c: null }, 'Anna Berger has it and will decide.'],
        [{ Seen_At__c: '2026-11-20T09:00:00.000Z' }, 'Anna Berger has seen it and decides by Nov 20'],
        [{ With_Intake__c: true }, 'The intake of the division has it'],
        [{ State__c: 'Accepted' }, 'Anna Berger took it'],
        [{ State__c: 'Declined', Decline_Reason__c: 'No capacity' }, 'Anna Berger can not take it: No capacity.'],
        [{ State__c: 'Won', Amount_Class__c: '10,000 to 50,000' }, 'Anna Berger won it (10,000 to 50,000).'],
        [{ State__c: 'Won' }, 'Anna Berger won it. Thank you'],
        [{ State__c: 'Lost' }, 'did not win it'],
        [{ State__c: 'Expired' }, 'Nobody took it in time.'],
    ])('says in one sentence where %j stands', async (fields, sentence) => {
        const element = await show(reply(mine(fields)));
        expect(textOf(element, '.now')).toContain(sentence);
    });

    it('names the division while nobody is chosen', async () => {
        const node = handoff({ OwnerId: ME, Receiver__c: null }, { Receiver__r: null });
        const element = await show(reply(node));
        expect(textOf(element, '.now')).toBe('Security is choosing who takes it.');
    });

    it('reaches the receiver with one tap, and does not mark it as seen', async () => {
        const element = await show(reply(mine()));
        const facts = find(element, 'c-baton-handoff-facts');
        const links = [...facts.shadowRoot.querySelectorAll('c-baton-person')].map(({ name }) => name);
        expect(links).toEqual(['Heike Sommer', 'Anna Berger']);
        expect(updateRecord).not.toHaveBeenCalled();
    });

    it('takes it back until first contact', async () => {
        const refresh = jest.fn().mockResolvedValue(undefined);
        const element = await show(reply(mine({ State__c: 'Accepted' })), refresh);
        await click(element, '.recall');
        expect(updateRecord.mock.calls[0][0].fields).toEqual({ Id: HANDOFF_ID, State__c: 'Withdrawn' });
        expect(refresh).toHaveBeenCalled();
        expect(find(await show(reply(mine({ State__c: 'In contact' }))), '.recall')).toBeNull();
    });

    it('reads the verdict and when it is worth another try', async () => {
        const fields = { State__c: 'Declined', Verdict__c: 'Facts were missing', Again_On__c: '2027-02-18' };
        const element = await show(reply(mine(fields)));
        expect(textOf(element, '.verdict')).toContain('some facts were missing');
        expect(textOf(element, '.again')).toBe('Worth passing on again from Feb 18, 2027.');
    });

    it('passes on again what came back, with its customer and the chain', async () => {
        const element = await show(reply(mine({ State__c: 'Returned', Decline_Reason__c: 'Unclear' })));
        expect(find(element, 'c-baton-give').previous).toEqual({
            Account__c: '001000000000001AAA',
            Customer_Name__c: 'St. Elisabeth Klinik',
            Customer_City__c: 'Berlin',
            Contact_Name__c: 'Heike Sommer',
            Contact_Phone__c: '+49 30 1',
            Previous__c: HANDOFF_ID,
        });
    });

    it('leads on where it was passed on already', async () => {
        const node = mine({ State__c: 'Declined', Decline_Reason__c: 'Not our offer' });
        const element = await show(reply(node, { next: [{ Id: 'a05next' }] }));
        expect(find(element, 'c-baton-give')).toBeNull();
        expect(find(element, '.next')).not.toBeNull();
    });
});

describe('c-baton-handoff for the receiver', () => {
    it('tells the giver once that it was seen', async () => {
        const element = await show(reply(toMe({ Seen_At__c: null })));
        graphql.emit(reply(toMe({ Seen_At__c: null })), () => true);
        await flushPromises();
        expect(updateRecord.mock.calls.map(([{ fields }]) => fields)).toEqual([
            { Id: HANDOFF_ID, Seen_At__c: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
        ]);
        expect(textOf(element, '.now')).toContain('Yours to decide until Nov 20');
    });

    it('tells who gives, why you, and the customer', async () => {
        const received = [{ Id: 'r1', Reasons__c: { value: 'owner::' } }];
        const element = await show(reply(toMe(), { received }));
        const facts = find(element, 'c-baton-handoff-facts');
        expect(textOf(facts, '.customer')).toBe('St. Elisabeth Klinik, Berlin');
        expect(textOf(facts, '.reasons')).toBe("You own this customer's account");
        expect(textOf(facts, '.naming')).toContain('You may mention them');
    });

    it('opens the own account of the customer with one tap', async () => {
        const received = [{ Id: 'r1', Account__c: { value: '001own' } }];
        const element = await show(reply(toMe(), { received }));
        const facts = find(element, 'c-baton-handoff-facts');
        expect(find(facts, '.open-account').label).toBe('St. Elisabeth Klinik, Berlin');
        await click(facts, '.open-account');
        expect(visited).toMatchObject([{ attributes: { recordId: '001own', objectApiName: 'Account' } }]);
    });

    it('accepts with one tap', async () => {
        const element = await show(reply(toMe()));
        await click(element, '.accept');
        expect(updateRecord.mock.calls[0][0].fields).toEqual({ Id: HANDOFF_ID, State__c: 'Accepted' });
    });

    it('accepts for oneself as the intake', async () => {
        const element = await show(reply(handoff({ With_Intake__c: true, Intake__c: ME, Seen_At__c: 'x' })));
        await click(element, '.accept');
        expect(updateRecord.mock.calls[0][0].fields).toEqual({
            Id: HANDOFF_ID,
            Receiver__c: ME,
            State__c: 'Accepted',
        });
    });

    it('follows the deal that comes from it, and asks how it goes once nobody has heard for long', async () => {
        const fields = { State__c: 'Converted', Status_By__c: '2020-01-01T00:00:00.000Z', Verdict__c: 'Ready to call' };
        const received = [
            {
                Id: 'r1',
                Opportunity__c: { value: '006' },
                Opportunity__r: { Name: { value: 'Alarm Klinik' }, StageName: { value: 'Prospecting' } },
            },
        ];
        const element = await show(reply(toMe(fields), { received }));
        expect(textOf(element, '.followed .stage')).toBe('Prospecting');
        expect(find(element, '.how').question).toContain('has heard nothing');
        expect(find(element, '.verdict')).toBeNull();
    });

    it('asks what could be given back after a win', async () => {
        const element = await show(reply(toMe({ State__c: 'Won' })));
        expect(find(element, 'c-baton-give-back')).toMatchObject({ giver: 'Farah Yilmaz', divisionId: 'a00facility' });
    });
});
