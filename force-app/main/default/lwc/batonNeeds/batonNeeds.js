import { LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { updateRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import { fill, nodesOf, valueOf, wake } from 'c/batonSetupKit';
import { LABELS } from './labels';
import { NEEDS } from './needsQuery';

/** Needs and what was learned about them, each switched on or off. */
export default class BatonNeeds extends LightningElement {
    labels = LABELS;
    query = NEEDS;
    variables = { userId: USER_ID };
    needs;
    rules = [];
    errors;
    saveErrors;
    said = '';

    @wire(graphql, { query: '$query', variables: '$variables' })
    receive({ data, errors, refresh }) {
        this.refresh = refresh ?? this.refresh;
        if (errors) {
            this.errors = errors;
        } else if (data) {
            const { Baton_Need__c: needs, Baton_Need_Rule__c: rules, Baton_Preference__c: own } = data.uiapi.query;
            this.needs = nodesOf(needs).map(toNeed);
            this.rules = nodesOf(rules).map(toRule);
            this.preferenceId = nodesOf(own)[0]?.Id ?? this.preferenceId;
            this.errors = undefined;
        }
    }

    get isLoading() {
        return !this.needs && !this.errors;
    }

    get isEmpty() {
        return this.needs?.length === 0;
    }

    get hasNoRules() {
        return Boolean(this.needs) && this.rules.length === 0;
    }

    switchNeed({ target: { dataset, checked } }) {
        return this.save({ Id: dataset.id, Active__c: checked });
    }

    switchRule({ target: { dataset, checked } }) {
        return this.save({ Id: dataset.id, Off__c: !checked });
    }

    async save(fields) {
        this.saveErrors = undefined;
        this.said = '';
        this.lastFields = fields;
        try {
            await updateRecord({ fields });
            this.preferenceId = await wake(this.preferenceId);
            this.said = LABELS.saved;
        } catch (error) {
            this.saveErrors = error;
        }
    }

    saveAgain() {
        return this.save(this.lastFields);
    }

    tryAgain() {
        this.errors = undefined;
        return this.refresh?.();
    }
}

function toNeed(node) {
    const name = valueOf(node, 'Name');
    return {
        id: node.Id,
        name,
        division: valueOf(node.Division__r, 'Name'),
        isOn: Boolean(valueOf(node, 'Active__c')),
    };
}

function toRule(node) {
    return {
        id: node.Id,
        text: valueOf(node, 'Rule__c'),
        basis: fill(LABELS.basis, valueOf(node, 'Have_It__c'), valueOf(node, 'Customers__c')),
        isOn: !valueOf(node, 'Off__c'),
    };
}
