import { graphql } from 'lightning/graphql';
import { updateRecord } from 'lightning/uiRecordApi';
import ME from '@salesforce/user/Id';
import BatonMyWork from 'c/batonMyWork';
import { flushPromises } from 'jest-mocks/flushPromises';
import { click, connection, find, findAll, open, person, queryOf, textOf, textsOf, wrapped } from 'jest-mocks/panels';

const NOW = Date.parse('2026-11-20T09:00:00.000Z');

beforeEach(() => {
    updateRecord.mockReset();
    updateRecord.mockResolvedValue({});
    jest.spyOn(Date, 'now').mockReturnValue(NOW);
    sessionStorage.clear();
});

const handoff = (need, fields, messages = []) => ({
    Id: need,
    ...wrapped({
        ...{ OwnerId: ME, State__c: 'Offered', Need_Text__c: need, CreatedDate: '2026-11-01T09:00:00.000Z' },
        ...fields,
    }),
    Owner: person('Farah Yilmaz'),
    Receiver__r: person('Anna Berger'),
    Baton_Messages__r: connection(messages),
});

const toMe = (need, fields) => handoff(need, { OwnerId: '005farah', Receiver__c: ME, ...fields });

const exchange = (Id, fields, name = 'Anna Berger') => ({
    Id,
    Colleague__r: person(name),
    Colleague_Division__r: wrapped({ Name: 'Security' }),
    ...wrapped({ Colleague_Division__c: 'a00security', ...fields }),
});

/** Both queries have the same variables, so each reply goes to the wire whose names it carries. */
async function show({ handoffs = {}, people = {} } = {}) {
    const element = await open('c-baton-my-work', BatonMyWork);
    const everything = queryOf({
        ...{ toDecide: [], working: [], given: [], ...handoffs },
        ...{
            Baton_Exchange__c: [],
            Baton_Introduction_Request__c: [],
            Baton_Introduction__c: [],
            Baton_Preference__c: [],
        },
        ...people,
    });
    graphql.emit(everything, ({ variables }) => 'userId' in (variables ?? {}));
    await flushPromises();
    await flushPromises();
    return element;
}

const listIn = (element, card) => find(element, `${card} c-baton-handoff-list`);
const needs = (element, card) => textsOf(listIn(element, card), '.need');

describe('c-baton-my-work', () => {
    it('says that it is loading, and offers to try again after an error', async () => {
        const element = await open('c-baton-my-work', BatonMyWork);
        expect(find(element, 'lightning-spinner').alternativeText).toBe('Loading your hand-offs');
        graphql.emitErrors([{ message: 'boom' }]);
        await flushPromises();
        expect(find(element, 'c-baton-error-panel').message).toBe('We could not load your hand-offs.');
    });

    it('tells a first-time user what to do', async () => {
        const element = await show();
        expect(textsOf(element, '.empty')).toEqual([
            'Nothing waits for you.',
            expect.stringContaining('Open a customer and tap what they need'),
            expect.stringContaining('As soon as a lead passes'),
        ]);
        await expect(element).toBeAccessible();
    });

    it('lists what is to be decided, and what a colleague asks about a lead I gave', async () => {
        const question = { ...wrapped({ Kind__c: 'Question', CreatedById: '005anna' }) };
        const ownAnswer = { ...wrapped({ Kind__c: 'Answer', CreatedById: ME }) };
        const element = await show({
            handoffs: {
                toDecide: [
                    toMe('Guards'),
                    handoff('Of another intake', { OwnerId: '005x', With_Intake__c: true, Intake__c: '005y' }),
                    handoff('Of my intake', { OwnerId: '005x', With_Intake__c: true, Intake__c: ME }),
                ],
                given: [
                    handoff('Asked', {}, [question]),
                    handoff('Answered', {}, [ownAnswer]),
                    handoff('Asked, and then taken', { State__c: 'Accepted' }, [question]),
                ],
            },
        });
        expect(needs(element, '.decide')).toEqual(['Guards', 'Of my intake', 'Asked']);
        expect(textOf(listIn(element, '.decide'), '.note')).toBe('A colleague asks you something');
    });

    it('puts news of outcomes first, then what is open, then what is old or taken back', async () => {
        const closed = (need, state, day) => handoff(need, { State__c: state, Closed_At__c: `${day}T09:00:00.000Z` });
        const element = await show({
            handoffs: {
                given: [
                    handoff('Taken back', { State__c: 'Withdrawn' }),
                    closed('Old win', 'Won', '2026-01-01'),
                    handoff('Open', {}),
                    closed('Fresh win', 'Won', '2026-11-19'),
                    closed('Fresh no', 'Declined', '2026-11-18'),
                ],
            },
        });
        expect(needs(element, '.gave')).toEqual(['Fresh win', 'Fresh no', 'Open', 'Old win', 'Taken back']);
    });

    it('lists what the viewer looks after', async () => {
        const element = await show({ handoffs: { working: [toMe('Alarm', { State__c: 'In contact' })] } });
        expect(needs(element, '.working')).toEqual(['Alarm']);
    });

    it('tells what passed between colleagues as facts, without a score', async () => {
        const facts = { Given__c: 4, Given_Won__c: 1, Received__c: 2, Given_Open__c: 1, Received_Open__c: 1 };
        const rows = [
            exchange('e1', { ...facts, Last__c: '2026-11-19' }),
            exchange('e2', { Received__c: 1 }, 'Tom Lang'),
        ];
        const element = await show({ people: { Baton_Exchange__c: rows } });
        const list = find(element, 'c-baton-exchanges');
        expect(textsOf(list, '.fact')).toEqual(['You gave 4, 1 won', 'You got 2', '2 open', 'You gave 0', 'You got 1']);
        expect(textsOf(list, '.last')).toEqual(['Last on Nov 19, 2026']);
        expect(findAll(list, 'c-baton-person').map(({ name }) => name)).toEqual(['Anna Berger', 'Tom Lang']);
        await expect(element).toBeAccessible();
    });

    it('asks for 90 days after a win what could be given back', async () => {
        const rows = [
            exchange('e1', { Received__c: 1, Last_Won__c: '2026-09-01' }),
            exchange('e2', { Received__c: 1, Last_Won__c: '2026-07-01' }, 'Tom Lang'),
        ];
        const element = await show({ people: { Baton_Exchange__c: rows } });
        expect(findAll(element, 'c-baton-give-back').map(({ giver }) => giver)).toEqual(['Anna Berger']);
    });

    it('suggests people worth meeting until they are dismissed', async () => {
        const meeting = { Worth_Meeting__c: true, Shared_Customers__c: 'Several' };
        const rows = [exchange('e1', meeting), exchange('e2', { ...meeting, Dismissed__c: true }, 'Tom Lang')];
        const element = await show({ people: { Baton_Exchange__c: rows } });
        const list = find(element, 'c-baton-meeting');
        expect(textsOf(list, '.why')).toEqual(['You both work with several of the same customers.']);
        await click(list, '.dismiss');
        expect(updateRecord.mock.calls[0][0].fields).toEqual({ Id: 'e1', Dismissed__c: true });
        expect(findAll(list, '.row')).toHaveLength(0);
    });

    it('tells how introductions stand, and takes one back', async () => {
        const ask = (Id, state, fields) => ({ Id, ...wrapped({ State__c: state, Customer_Name__c: Id, ...fields }) });
        const asks = [
            { ...ask('Hafen', 'Connected', { Knower_Text__c: 'Call me.' }), Knower__r: person('Anna Berger') },
            ask('Werft', 'Asked'),
            ask('Dock', 'Nobody'),
        ];
        const element = await show({ people: { Baton_Introduction__c: asks } });
        const list = find(element, 'c-baton-my-asks');
        expect(textsOf(list, '.now')).toEqual(['A colleague helps you:', 'Asked.', 'Nobody could help this time.']);
        expect(findAll(list, 'c-baton-person').map(({ name }) => name)).toEqual(['Anna Berger']);
        await click(list, '.withdraw');
        expect(updateRecord.mock.calls[0][0].fields).toEqual({ Id: 'Werft', State__c: 'Withdrawn' });
    });
});
