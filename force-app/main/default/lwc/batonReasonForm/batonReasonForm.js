import { api, LightningElement, wire } from 'lwc';
import { gql, graphql } from 'lightning/graphql';
import cancel from '@salesforce/label/c.Baton_Reason_Form_Cancel';
import elsewhere from '@salesforce/label/c.Baton_Reason_Form_Elsewhere';
import nowhere from '@salesforce/label/c.Baton_Reason_Form_Nowhere';
import thenAlreadyInTalks from '@salesforce/label/c.Baton_Then_Already_In_Talks';
import thenBadTiming from '@salesforce/label/c.Baton_Then_Bad_Timing';
import thenNoCapacity from '@salesforce/label/c.Baton_Then_No_Capacity';
import thenNotOurOffer from '@salesforce/label/c.Baton_Then_Not_Our_Offer';
import thenUnclear from '@salesforce/label/c.Baton_Then_Unclear';
import thenWrongRegion from '@salesforce/label/c.Baton_Then_Wrong_Region';
import { REASONS } from 'c/batonHandoffModel';

/** What follows from a reason, told before it is given. */
const CONSEQUENCES = {
    'Not our offer': thenNotOurOffer,
    'No capacity': thenNoCapacity,
    'Wrong region': thenWrongRegion,
    'Already in talks': thenAlreadyInTalks,
    Unclear: thenUnclear,
    'Bad timing': thenBadTiming,
};

const DIVISIONS = gql`
    query batonDivisions {
        uiapi {
            query {
                Baton_Division__c(first: 100, where: { Active__c: { eq: true } }, orderBy: { Name: { order: ASC } }) {
                    edges {
                        node {
                            Id
                            Name {
                                value
                            }
                        }
                    }
                }
            }
        }
    }
`;

/**
 * Why a hand-off is declined or given back.
 *
 * @fires BatonReasonForm#reason with `{reason, divisionId}`; the division that should have it instead, if any
 * @fires BatonReasonForm#cancel
 */
export default class BatonReasonForm extends LightningElement {
    @api question;
    @api sendLabel;
    /** Division that has it now. */
    @api divisionId;
    @api isSaving = false;

    labels = { cancel, elsewhere };
    query = DIVISIONS;
    divisions = [];
    reason;
    toDivisionId = '';

    @wire(graphql, { query: '$query' })
    receiveDivisions({ data }) {
        this.divisions = data ? data.uiapi.query.Baton_Division__c.edges.map(({ node }) => node) : [];
    }

    get options() {
        return Object.entries(REASONS).map(([value, label]) => ({ value, label, isChosen: value === this.reason }));
    }

    get consequence() {
        return CONSEQUENCES[this.reason];
    }

    get isElsewhere() {
        return this.reason === 'Not our offer' && this.divisionChoices.length > 1;
    }

    get divisionChoices() {
        const others = this.divisions.filter(({ Id }) => Id !== this.divisionId);
        return [{ label: nowhere, value: '' }, ...others.map(({ Id, Name }) => ({ label: Name.value, value: Id }))];
    }

    get cannotSend() {
        return this.isSaving || !this.reason;
    }

    @api
    focus() {
        this.template.querySelector('input')?.focus();
    }

    choose(event) {
        this.reason = event.currentTarget.value;
    }

    chooseDivision({ detail: { value } }) {
        this.toDivisionId = value;
    }

    send() {
        const divisionId = this.isElsewhere && this.toDivisionId ? this.toDivisionId : undefined;
        this.dispatchEvent(new CustomEvent('reason', { detail: { reason: this.reason, divisionId } }));
    }

    cancel() {
        this.dispatchEvent(new CustomEvent('cancel'));
    }
}
