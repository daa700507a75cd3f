import { api, LightningElement } from 'lwc';
import { updateRecord } from 'lightning/uiRecordApi';
import dismiss from '@salesforce/label/c.Baton_Meeting_Dismiss';
import dismissNamed from '@salesforce/label/c.Baton_Meeting_Dismiss_Named';
import failed from '@salesforce/label/c.Baton_Decision_Failed';
import few from '@salesforce/label/c.Baton_Meeting_Few';
import many from '@salesforce/label/c.Baton_Meeting_Many';
import several from '@salesforce/label/c.Baton_Meeting_Several';
import title from '@salesforce/label/c.Baton_Meeting_Title';
import { fill } from 'c/batonWords';

const SHARED = { Few: few, Several: several, Many: many };

/**
 * Colleagues in other divisions who work with the same customers, one small suggestion each.
 *
 * @fires BatonMeeting#changed once one is dismissed
 */
export default class BatonMeeting extends LightningElement {
    /** Exchanges of the viewer that are worth a meeting, as GraphQL gives them. */
    @api people = [];

    labels = { dismiss, failed, title };
    errors;
    dismissed = [];
    lastId;

    get rows() {
        return this.people
            .filter((node) => node.Colleague__r?.Name?.value && !this.dismissed.includes(node.Id))
            .map((node) => ({
                id: node.Id,
                name: node.Colleague__r.Name.value,
                division: node.Colleague_Division__r?.Name?.value,
                user: node.Colleague__r,
                why: SHARED[node.Shared_Customers__c?.value] ?? few,
                dismissLabel: fill(dismissNamed, node.Colleague__r.Name.value),
            }));
    }

    get hasRows() {
        return this.rows.length > 0;
    }

    dismiss(event) {
        this.lastId = event.currentTarget.dataset.id;
        return this.save();
    }

    async save() {
        this.errors = undefined;
        const Id = this.lastId;
        try {
            await updateRecord({ fields: { Id, Dismissed__c: true } });
            this.dismissed = [...this.dismissed, Id];
            this.dispatchEvent(new CustomEvent('changed'));
        } catch (error) {
            this.errors = error;
        }
    }
}
