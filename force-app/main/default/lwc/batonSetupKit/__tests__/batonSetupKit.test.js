import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { fill, nodesOf, valueOf, wake } from 'c/batonSetupKit';

describe('c-baton-setup-kit', () => {
    it('makes a preference of one’s own to wake the service, and stamps one that is there', async () => {
        createRecord.mockResolvedValue({ id: 'a0P1' });
        expect(await wake(undefined)).toBe('a0P1');
        expect(createRecord.mock.calls[0][0]).toEqual({
            apiName: 'Baton_Preference__c',
            fields: { Wake__c: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
        });
        updateRecord.mockResolvedValue({});
        expect(await wake('a0P1')).toBe('a0P1');
        expect(updateRecord.mock.calls[0][0].fields).toEqual({ Id: 'a0P1', Wake__c: expect.any(String) });
    });

    it('reads what may be missing', () => {
        expect(nodesOf(undefined)).toEqual([]);
        expect(valueOf({ A: { value: null } }, 'A')).toBeUndefined();
        expect(valueOf({ A: { value: false } }, 'A')).toBe(false);
        expect(valueOf(undefined, 'A')).toBeUndefined();
        expect(fill('{1} of {0} {2}', 'x', 'y')).toBe('y of x {2}');
    });
});
