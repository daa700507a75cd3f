import { graphql } from 'lightning/graphql';
import { getRecord } from 'lightning/uiRecordApi';
import { flushPromises } from 'jest-mocks/flushPromises';
import { ACCOUNT_ID, answer, errorPanelOf, one, recordRequests, records, show, texts } from './support';

const CONTACT = { recordId: records.contact.id, objectApiName: 'Contact' };

describe('c-baton-relationships on other records', () => {
    it.each(['Contact', 'Opportunity'])('finds the account of a %s', async (objectApiName) => {
        show({ ...CONTACT, objectApiName });
        await flushPromises();
        expect(recordRequests()).toContainEqual({
            recordId: records.contact.id,
            optionalFields: [`${objectApiName}.AccountId`],
        });

        getRecord.emit(records.contact);
        await flushPromises();
        expect(graphql.getLastConfig().variables).toMatchObject({ accountId: ACCOUNT_ID });
    });

    it('says so where there is no account', async () => {
        const element = show(CONTACT);
        getRecord.emit(records.contactWithoutAccount);
        await flushPromises();
        expect(one(element, '.no-account').textContent).toContain('no account');
        expect(one(element, 'lightning-spinner')).toBeNull();
    });

    it('looks up the record again after an error', async () => {
        const element = show(CONTACT);
        getRecord.error({ message: 'gone' });
        await flushPromises();
        errorPanelOf(element).dispatchEvent(new CustomEvent('retry'));
        await flushPromises();
        expect(errorPanelOf(element)).toBeNull();
        expect(recordRequests().map(({ recordId }) => recordId)).toContain(CONTACT.recordId);
    });

    it('forgets what it showed when the page moves on to another record', async () => {
        const element = show();
        await answer();
        element.recordId = '001000000000002AAA';
        await flushPromises();
        expect(texts(element, '.name')).toEqual([]);
        expect(one(element, 'lightning-spinner')).not.toBeNull();
        expect(graphql.getLastConfig().variables).toMatchObject({ accountId: '001000000000002AAA' });
    });
});
