import { graphql } from 'lightning/graphql';
import { getRecord } from 'lightning/uiRecordApi';
import { askToGive } from 'c/batonGiveRequest';
import { flushPromises } from 'jest-mocks/flushPromises';
import {
    ACCOUNT,
    ACCOUNT_ID,
    answerExperts,
    change,
    chips,
    chipTexts,
    create,
    inForm,
    inside,
    load,
    one,
    optionsWith,
    receivers,
    show,
    tapChip,
} from './support';
import experts from './data/experts.json';

beforeEach(() => sessionStorage.clear());

describe('c-baton-give: what to pass on', () => {
    it('says that it is looking until it knows', async () => {
        const element = create();
        await flushPromises();
        expect(one(element, 'lightning-spinner').alternativeText).toBe('Looking up what you can pass on');
    });

    it('tells a first-time user what to do', async () => {
        const element = await show();
        expect(one(element, '.ask').textContent).toContain('Tap it');
        await expect(element).toBeAccessible();
    });

    it('offers needs of other divisions, what this customer likely needs first, and something else', async () => {
        const element = await show();
        expect(chipTexts(element)).toEqual(['Meals for staff', 'Guards at night', 'Alarm system', 'Something else']);
        expect(inside(element, 'c-baton-need-chips', '.likely')).toHaveLength(1);
    });

    it('keeps a long list short until somebody wants all of it', async () => {
        const reply = optionsWith((query) => {
            const [edge] = query.Baton_Need__c.edges;
            const edges = Array.from({ length: 9 }, (_, index) => ({ node: { ...edge.node, Id: `need${index}` } }));
            query.Baton_Need__c.edges = edges;
        });
        const element = await show({}, ACCOUNT, reply);
        expect(chips(element)).toHaveLength(7);
        const [toggle] = inside(element, 'c-baton-need-chips', '.toggle');
        expect(toggle.label).toBe('Show 3 more');
        toggle.click();
        await flushPromises();
        expect(chips(element)).toHaveLength(10);
    });

    it('says so where no other division is set up', async () => {
        const reply = optionsWith((query) => (query.Baton_Division__c.edges = []));
        const element = await show({}, ACCOUNT, reply);
        expect(one(element, '.no-needs').textContent).toContain('admin');
        expect(chips(element)).toHaveLength(0);
    });

    it('says so where there is no customer', async () => {
        const deal = { id: '006', apiName: 'Opportunity', fields: { AccountId: { value: null } } };
        const element = create({ objectApiName: 'Opportunity' });
        await flushPromises();
        getRecord.emit(deal);
        await flushPromises();
        expect(one(element, '.no-customer').textContent).toContain('no account');
    });

    it('does without what the viewer may not see', async () => {
        const reply = optionsWith((query) => {
            delete query.Baton_Suggestion__c;
            delete query.Baton_Relationship__c;
        });
        const element = await show({}, ACCOUNT, reply);
        await tapChip(element, 'Guards');
        expect(receivers(element).map(({ name }) => name)).toEqual(['Let Security decide']);
    });

    it('shows an error with a way to try again', async () => {
        const refresh = jest.fn().mockResolvedValue(undefined);
        const element = create();
        await flushPromises();
        getRecord.emit(ACCOUNT);
        await flushPromises();
        graphql.emitErrors([{ message: 'boom' }], () => true, refresh);
        await flushPromises();
        one(element, 'c-baton-error-panel').dispatchEvent(new CustomEvent('retry'));
        expect(refresh).toHaveBeenCalledTimes(1);
        await load();
        expect(chips(element)).toHaveLength(4);
    });

    it('begins with the need that another panel asks for, on its own record only', async () => {
        const element = await show();
        askToGive({ recordId: '001000000000002AAA', needId: 'a01alarm' });
        await flushPromises();
        expect(one(element, 'c-baton-give-form')).toBeNull();
        askToGive({ recordId: ACCOUNT_ID, needId: 'a01alarm' });
        await flushPromises();
        expect(inForm(element, '.need').textContent).toBe('Alarm system');
    });
});

describe('c-baton-give: who gets it', () => {
    it('proposes who knows the customer, with reasons, the best chosen already', async () => {
        const element = await show();
        await tapChip(element, 'Guards');
        const [first, last] = receivers(element);
        expect([first.name, first.isChosen, first.reasons]).toEqual([
            'Anna Berger',
            true,
            ['Knows them well', 'Several meetings, last in October 2026'],
        ]);
        expect([last.name, last.isChosen]).toEqual(['Let Security decide', false]);
        expect(inForm(element, '.send-button').label).toBe('Pass to Anna Berger');
    });

    it('fills up to three with people the division offers: for the need, then near, each once', async () => {
        const element = await show();
        await tapChip(element, 'Guards');
        await answerExperts();
        expect(receivers(element).map(({ name }) => name)).toEqual([
            'Anna Berger',
            'Gus Guard',
            'Nina Near',
            'Let Security decide',
        ]);
        expect(receivers(element)[2].reasons).toEqual(['Works near this customer']);
    });

    it('proposes nobody for whom no reason can be read', async () => {
        const element = await show();
        await tapChip(element, 'Guards');
        const [far] = experts.uiapi.query.Baton_Expert__c.edges;
        const edges = [{ node: { ...far.node, Reasons__c: { value: null } } }];
        await answerExperts({ uiapi: { query: { Baton_Expert__c: { edges } } } });
        expect(receivers(element).map(({ name }) => name)).toEqual(['Anna Berger', 'Let Security decide']);
    });

    it('lets the division decide', async () => {
        const element = await show();
        await tapChip(element, 'Guards');
        receivers(element).at(-1).input.dispatchEvent(new CustomEvent('change'));
        await flushPromises();
        expect(inForm(element, '.send-button').label).toBe('Pass to Security');
    });

    it('asks for the division where the need is in the words of the giver', async () => {
        const element = await show();
        await tapChip(element, 'Something else');
        expect(inForm(element, '.send-button').disabled).toBe(true);
        await change(inForm(element, '.need-text'), 'Plants for the lobby');
        await change(inForm(element, '.division-choice'), 'a00catering');
        expect(inForm(element, '.send-button').disabled).toBe(false);
        expect(receivers(element)[0].name).toBe('Tom Lang');
    });

    it('is accessible while it is put together', async () => {
        const element = await show();
        await tapChip(element, 'Guards');
        await answerExperts();
        await expect(element).toBeAccessible();
    });
});
