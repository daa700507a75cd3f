import { graphql } from 'lightning/graphql';
import BatonCreditRule from 'c/batonCreditRule';
import { flushPromises } from 'jest-mocks/flushPromises';
import { find, open, textOf, wrapped } from 'jest-mocks/panels';

const receive = async (policy) => {
    const element = await open('c-baton-credit-rule', BatonCreditRule);
    graphql.emit(policy && { uiapi: { query: policy } });
    await flushPromises();
    return element;
};
const rule = (text) => ({ Baton_Policy__c: { edges: [{ node: { Id: 'p1', ...wrapped({ Credit_Rule__c: text }) } }] } });

describe('c-baton-credit-rule', () => {
    it('shows what was agreed, in the words of the company', async () => {
        const element = await receive(rule(' Both count it in full. '));
        expect(textOf(element, '.rule')).toMatch(/^Agreed about credit:\s*Both count it in full\.$/);
    });

    it.each([
        ['nothing was agreed', rule(null)],
        ['only blanks were written', rule('  ')],
        ['no rules are kept', { Baton_Policy__c: { edges: [] } }],
        ['it may not be read', {}],
    ])('shows nothing where %s', async (_why, policy) => {
        expect(find(await receive(policy), '.rule')).toBeNull();
    });
});
