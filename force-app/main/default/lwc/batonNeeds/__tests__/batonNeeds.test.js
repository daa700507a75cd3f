import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { updateRecord } from 'lightning/uiRecordApi';
import BatonNeeds from 'c/batonNeeds';
import { flushPromises } from 'jest-mocks/flushPromises';

const edges = (...nodes) => ({ edges: nodes.map((node) => ({ node })) });
const need = {
    Id: 'n1',
    Name: { value: 'Guards' },
    Active__c: { value: true },
    Division__r: { Name: { value: 'Security' } },
};
const rule = {
    Id: 'r1',
    Rule__c: { value: 'Hospitals buy guards.' },
    Off__c: { value: false },
    Customers__c: { value: 40 },
    Have_It__c: { value: 22 },
};

async function show(needs, rules) {
    const element = createElement('c-baton-needs', { is: BatonNeeds });
    document.body.appendChild(element);
    graphql.emit({
        uiapi: {
            query: {
                Baton_Need__c: edges(...needs),
                Baton_Need_Rule__c: edges(...rules),
                Baton_Preference__c: edges({ Id: 'a0P1' }),
            },
        },
    });
    await flushPromises();
    return element;
}

async function toggle(input, checked) {
    input.checked = checked;
    input.dispatchEvent(new CustomEvent('change'));
    await flushPromises();
}

describe('c-baton-needs', () => {
    beforeEach(() => {
        updateRecord.mockReset().mockResolvedValue({});
    });

    afterEach(() => {
        while (document.body.firstChild) document.body.removeChild(document.body.firstChild);
    });

    it('switches a need and a learned rule off', async () => {
        const element = await show([need], [rule]);
        const [forNeed, forRule] = element.shadowRoot.querySelectorAll('lightning-input');
        await toggle(forNeed, false);
        await toggle(forRule, false);
        const saved = updateRecord.mock.calls.map(([{ fields }]) => fields).filter(({ Id }) => Id !== 'a0P1');
        expect(saved).toEqual([
            { Id: 'n1', Active__c: false },
            { Id: 'r1', Off__c: true },
        ]);
        expect(element.shadowRoot.querySelector('.rules').textContent).toContain('22 of 40');
        await expect(element).toBeAccessible();
    });

    it('says when there is no need and nothing was learned', async () => {
        const element = await show([], []);
        expect(element.shadowRoot.querySelector('.empty')).not.toBeNull();
        expect(element.shadowRoot.querySelector('.no-rules')).not.toBeNull();
    });
});
