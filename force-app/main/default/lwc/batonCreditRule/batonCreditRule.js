import { LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import agreed from '@salesforce/label/c.Baton_Credit_Rule';
import { CREDIT_RULE } from './ruleQuery';

/** What was agreed about credit for a lead that is passed on: nothing where nothing was agreed or it can not be read. */
export default class BatonCreditRule extends LightningElement {
    labels = { agreed };
    query = CREDIT_RULE;
    rule;

    @wire(graphql, { query: '$query' })
    receive({ data }) {
        const [edge] = data?.uiapi.query.Baton_Policy__c?.edges ?? [];
        this.rule = edge?.node.Credit_Rule__c?.value?.trim() || undefined;
    }
}
