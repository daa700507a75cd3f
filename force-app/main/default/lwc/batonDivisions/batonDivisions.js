import { LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import { fill, nodesOf, valueOf, wake } from 'c/batonSetupKit';
import { DIVISIONS } from './divisionsQuery';
import { LABELS } from './labels';
import { keyFor, membership, proposals, USER_FIELDS } from './membership';

const MOST_PROPOSALS = 12;

/** Divisions with how many users fall into each, none or two, and values of users that belong to none yet. */
export default class BatonDivisions extends LightningElement {
    labels = LABELS;
    query = DIVISIONS;
    variables = { userId: USER_ID };
    fieldOptions = USER_FIELDS.map((value) => ({ label: value, value }));
    field = USER_FIELDS[0];
    divisions;
    users = [];
    isTruncated = false;
    errors;
    saveErrors;
    said = '';

    @wire(graphql, { query: '$query', variables: '$variables' })
    receive({ data, errors, refresh }) {
        this.refresh = refresh ?? this.refresh;
        if (errors) {
            this.errors = errors;
        } else if (data) {
            const { Baton_Division__c: divisions, User: users, Baton_Preference__c: own } = data.uiapi.query;
            this.divisions = nodesOf(divisions);
            this.users = nodesOf(users);
            this.isTruncated = (users.totalCount ?? 0) > this.users.length;
            this.preferenceId = nodesOf(own)[0]?.Id ?? this.preferenceId;
            this.errors = undefined;
        }
    }

    get isLoading() {
        return !this.divisions && !this.errors;
    }

    get isEmpty() {
        return this.divisions?.length === 0;
    }

    get membership() {
        return membership(this.users, this.divisions ?? []);
    }

    get rows() {
        const { members } = this.membership;
        return (this.divisions ?? []).map((division) => {
            const count = members.get(division.Id);
            const isOn = Boolean(valueOf(division, 'Active__c'));
            const name = valueOf(division, 'Name');
            return {
                id: division.Id,
                name,
                key: valueOf(division, 'Key__c'),
                values: (valueOf(division, 'User_Values__c') ?? '').split('\n').filter(Boolean).join(', '),
                members: count === 1 ? LABELS.member : fill(LABELS.members, count),
                isOn,
            };
        });
    }

    get sums() {
        const { nowhere, several } = this.membership;
        const blank = nowhere.filter((user) => !valueOf(user, this.field)?.trim()).length;
        const sums = [
            nowhere.length > 0 ? fill(LABELS.none, nowhere.length) : undefined,
            nowhere.length > 0 && blank > 0 ? fill(LABELS.blank, blank) : undefined,
            several > 0 ? fill(LABELS.two, several) : undefined,
            this.isTruncated ? LABELS.truncated : undefined,
        ].filter(Boolean);
        return sums.length > 0 ? sums : [LABELS.allIn];
    }

    get proposals() {
        return proposals(this.membership.nowhere, this.field)
            .slice(0, MOST_PROPOSALS)
            .map(({ value, count }) => ({
                value,
                members: count === 1 ? LABELS.member : fill(LABELS.members, count),
                label: fill(LABELS.create, value),
            }));
    }

    get hasProposals() {
        return this.proposals.length > 0;
    }

    chooseField({ detail: { value } }) {
        this.field = value;
    }

    switchDivision({ target: { dataset, checked } }) {
        return this.save(() => updateRecord({ fields: { Id: dataset.id, Active__c: checked } }));
    }

    makeDivision({ target: { dataset } }) {
        const taken = this.divisions.map((division) => valueOf(division, 'Key__c'));
        const { value } = dataset;
        const fields = {
            Name: value,
            Key__c: keyFor(value, taken),
            Active__c: true,
            User_Field__c: this.field,
            User_Values__c: value,
        };
        return this.save(() => createRecord({ apiName: 'Baton_Division__c', fields }));
    }

    async save(write) {
        this.saveErrors = undefined;
        this.said = '';
        this.lastSave = write;
        try {
            await write();
            this.preferenceId = await wake(this.preferenceId);
            this.said = LABELS.saved;
            await this.refresh?.();
        } catch (error) {
            this.saveErrors = error;
        }
    }

    saveAgain() {
        return this.save(this.lastSave);
    }

    tryAgain() {
        this.errors = undefined;
        return this.refresh?.();
    }
}
