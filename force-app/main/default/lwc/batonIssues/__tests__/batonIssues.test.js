import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import BatonIssues from 'c/batonIssues';
import { flushPromises } from 'jest-mocks/flushPromises';

const issue = (Id, more = {}) => ({
    Id,
    Kind__c: { value: 'Parked write' },
    Object__c: { value: 'Baton_Relationship__c' },
    Record_Id__c: { value: null },
    Reason__c: { value: `Reason ${Id}` },
    Fix__c: { value: 'Let Baton pass.' },
    ...more,
});

async function show(...nodes) {
    const element = createElement('c-baton-issues', { is: BatonIssues });
    document.body.appendChild(element);
    graphql.emit({
        uiapi: {
            query: {
                Baton_Sync_Issue__c: { totalCount: nodes.length, edges: nodes.map((node) => ({ node })) },
                Baton_Preference__c: { edges: [] },
            },
        },
    });
    await flushPromises();
    return element;
}

const all = (element, selector) => [...element.shadowRoot.querySelectorAll(selector)];
const click = async (button) => {
    button.click();
    await flushPromises();
};

describe('c-baton-issues', () => {
    beforeEach(() => {
        createRecord.mockReset().mockResolvedValue({ id: 'a0P1' });
        updateRecord.mockReset().mockResolvedValue({});
    });

    afterEach(() => {
        while (document.body.firstChild) document.body.removeChild(document.body.firstChild);
    });

    it('says when nothing needs an admin', async () => {
        const element = await show();
        expect(all(element, '.empty')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });

    it('shows reason and cure, and a way to the record only where there is one', async () => {
        const element = await show(issue('1'), issue('2', { Record_Id__c: { value: '001000000000001AAA' } }));
        expect(all(element, '.reason').map((one) => one.textContent)).toEqual(['Reason 1', 'Reason 2']);
        expect(all(element, '.open')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });

    it('tries a write again and wakes the service', async () => {
        const element = await show(issue('1'));
        await click(all(element, '.retry')[0]);
        expect(updateRecord).toHaveBeenCalledWith({ fields: { Id: '1', State__c: 'Resolved' } });
        expect(createRecord.mock.calls[0][0].apiName).toBe('Baton_Preference__c');
        expect(all(element, '.issue')).toHaveLength(0);
    });

    it('ignores only with a reason', async () => {
        const element = await show(issue('1'));
        await click(all(element, '.ignore')[0]);
        expect(all(element, '.ignore-save')[0].disabled).toBe(true);
        all(element, 'lightning-input')[0].dispatchEvent(new CustomEvent('change', { detail: { value: ' Known ' } }));
        await flushPromises();
        await click(all(element, '.ignore-save')[0]);
        expect(updateRecord).toHaveBeenCalledWith({
            fields: { Id: '1', State__c: 'Ignored', Ignore_Reason__c: 'Known' },
        });
    });

    it('keeps the issue when saving fails, and offers to try again', async () => {
        updateRecord.mockRejectedValue({ body: { message: 'no' } });
        const element = await show(issue('1'));
        await click(all(element, '.retry')[0]);
        expect(all(element, '.issue')).toHaveLength(1);
        expect(all(element, 'c-baton-error-panel')).toHaveLength(1);
    });
});
