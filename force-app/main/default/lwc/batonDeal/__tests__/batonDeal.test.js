import { graphql } from 'lightning/graphql';
import { encodeDefaultFieldValues } from 'lightning/pageReferenceUtils';
import { updateRecord } from 'lightning/uiRecordApi';
import BatonDeal from 'c/batonDeal';
import { flushPromises } from 'jest-mocks/flushPromises';
import { change, click, find, open, queryOf, textOf, watchNavigation, wrapped } from 'jest-mocks/panels';

const visited = watchNavigation(BatonDeal);

const node = {
    Id: 'a05',
    ...wrapped({
        ...{ Need_Text__c: 'Guards at night', Customer_Name__c: 'Klinik', Contact_Name__c: 'Dr. Heike Sommer' },
        ...{ Contact_Phone__c: '030', Contact_Email__c: null, Customer_City__c: 'Bonn' },
    }),
};

const show = (received) => open('c-baton-deal', BatonDeal, { node, received });
beforeEach(() => encodeDefaultFieldValues.mockImplementation(JSON.stringify));

const defaults = (pageReference) => JSON.parse(pageReference.state.defaultFieldValues);

describe('c-baton-deal', () => {
    it('makes an opportunity on the own account of the receiver, linked to the hand-off', async () => {
        const element = await show({ Id: 'r1', ...wrapped({ Account__c: '001' }) });
        await click(element, '.make');
        const pageReference = visited.at(-1);
        expect(pageReference.attributes).toEqual({ objectApiName: 'Opportunity', actionName: 'new' });
        expect(defaults(pageReference)).toEqual({
            Name: 'Guards at night, Klinik',
            AccountId: '001',
            Baton_Handoff__c: 'a05',
        });
    });

    it('makes an opportunity without an account as long as the own one is not known', async () => {
        const element = await show(undefined);
        expect(find(element, '.make').label).toBe('Make an opportunity');
        await click(element, '.make');
        expect(defaults(visited.at(-1))).toEqual({ Name: 'Guards at night, Klinik', Baton_Handoff__c: 'a05' });
    });

    it('makes a lead where the receiver has no account of this customer', async () => {
        const element = await show({ Id: 'r1', ...wrapped({ Account__c: null }) });
        await click(element, '.make');
        const pageReference = visited.at(-1);
        expect(pageReference.attributes.objectApiName).toBe('Lead');
        expect(defaults(pageReference)).toEqual({
            ...{ Company: 'Klinik', FirstName: 'Dr. Heike', LastName: 'Sommer', Phone: '030', City: 'Bonn' },
            Baton_Handoff__c: 'a05',
        });
    });

    it('links a deal that is there already', async () => {
        updateRecord.mockResolvedValue({});
        const element = await show(undefined);
        graphql.emit(queryOf({ Opportunity: [{ Id: '006', ...wrapped({ Name: 'Alarm Klinik' }) }] }));
        await flushPromises();
        expect(find(element, '.link').disabled).toBe(true);
        await change(find(element, '.deals'), '006');
        await click(element, '.link');
        expect(updateRecord.mock.calls[0][0].fields).toEqual({ Id: '006', Baton_Handoff__c: 'a05' });
        expect(textOf(element, '.linked')).toContain('Baton follows it');
        await expect(element).toBeAccessible();
    });

    it('says which deal is followed', async () => {
        const deal = {
            ...wrapped({ Opportunity__c: '006' }),
            Opportunity__r: wrapped({ Name: 'Alarm', StageName: 'Won' }),
        };
        const element = await show(deal);
        expect(textOf(element, '.stage')).toBe('Won');
        expect(find(element, '.make')).toBeNull();
    });
});
