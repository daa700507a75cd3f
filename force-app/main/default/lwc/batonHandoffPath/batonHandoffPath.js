import { api, LightningElement } from 'lwc';
import current from '@salesforce/label/c.Baton_Path_Current';
import done from '@salesforce/label/c.Baton_Path_Done';
import path from '@salesforce/label/c.Baton_Path';
import { isClosed, stateInWords } from 'c/batonHandoffModel';

const WAY = ['Offered', 'Accepted', 'In contact', 'Converted'];
/** How far the way went before it ended so. */
const BEFORE = { Won: 4, Lost: 4, Declined: 1, Withdrawn: 1, Expired: 1, Returned: 2 };
const GOOD_END = 'Won';

/** Where a hand-off stands, as steps from offered to its end. */
export default class BatonHandoffPath extends LightningElement {
    /** Value of `State__c`. */
    @api state;

    labels = { path };

    get steps() {
        const way = isClosed(this.state) ? [...WAY.slice(0, BEFORE[this.state]), this.state] : [...WAY, GOOD_END];
        const place = way.indexOf(this.state);
        return way.map((state, index) => toStep(state, index - place, this.state));
    }
}

/** `distance`: 0 for the present step, below for what is behind, above for what lies ahead. */
function toStep(state, distance, present) {
    const isPresent = distance === 0;
    const tone = isPresent && isClosed(present) ? endTone(present) : '';
    return {
        state,
        words: stateInWords(state),
        hint: (isPresent && current) || (distance < 0 && done) || undefined,
        current: isPresent ? 'step' : undefined,
        look: ['step', isPresent && 'is-current', distance < 0 && 'is-done', tone].filter(Boolean).join(' '),
    };
}

function endTone(state) {
    return state === GOOD_END ? 'is-won' : 'is-over';
}
