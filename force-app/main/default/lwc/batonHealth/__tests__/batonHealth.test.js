import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import BatonHealth from 'c/batonHealth';
import { flushPromises } from 'jest-mocks/flushPromises';

const status = (values) => ({
    Id: 'a0S1',
    ...Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value }])),
});

async function show(...nodes) {
    const element = createElement('c-baton-health', { is: BatonHealth });
    document.body.appendChild(element);
    graphql.emit({ uiapi: { query: { Baton_Sync_Status__c: { edges: nodes.map((node) => ({ node })) } } } });
    await flushPromises();
    return element;
}

const text = (element, selector) => element.shadowRoot.querySelector(selector)?.textContent;
const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('c-baton-health', () => {
    afterEach(() => {
        while (document.body.firstChild) document.body.removeChild(document.body.firstChild);
    });

    it('shows a spinner until an answer comes', () => {
        const element = createElement('c-baton-health', { is: BatonHealth });
        document.body.appendChild(element);
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
    });

    it('says that the service has not run yet', async () => {
        const element = await show();
        expect(text(element, '.empty')).toContain('has not run yet');
    });

    it('says what is degraded and why, and that it is late', async () => {
        const element = await show(
            status({ State__c: 'Degraded', Message__c: 'Account.Website', Last_Sync__c: minutesAgo(180) }),
        );
        expect(text(element, '.state')).toBe('Works with less');
        expect(text(element, '.message')).toBe('Account.Website');
        expect(text(element, '.warning')).toContain('3 hours');
        await expect(element).toBeAccessible();
    });

    it('warns when more than 80 % of the calls are used', async () => {
        const at = (calls) =>
            show(
                status({
                    State__c: 'Ok',
                    Last_Sync__c: minutesAgo(1),
                    Api_Calls_Day__c: calls,
                    Api_Budget_Day__c: 100,
                }),
            );
        expect(text(await at(80), '.warning')).toBeUndefined();
        expect(text(await at(81), '.warning')).toContain('80 %');
    });

    it('offers to try again when nothing came', async () => {
        const element = createElement('c-baton-health', { is: BatonHealth });
        document.body.appendChild(element);
        graphql.emitErrors([{ message: 'no' }]);
        await flushPromises();
        expect(element.shadowRoot.querySelector('c-baton-error-panel')).not.toBeNull();
    });
});
