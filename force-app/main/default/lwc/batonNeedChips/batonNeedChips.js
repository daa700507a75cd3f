import { api, LightningElement } from 'lwc';
import chips from '@salesforce/label/c.Baton_Need_Chips';
import fewer from '@salesforce/label/c.Baton_Need_Fewer';
import likely from '@salesforce/label/c.Baton_Need_Likely';
import more from '@salesforce/label/c.Baton_Need_More';
import other from '@salesforce/label/c.Baton_Need_Other';
import { fill } from 'c/batonWords';

const MOST_SHOWN = 6;

/**
 * Needs as chips, likely ones marked, and one for what no chip names.
 *
 * @fires BatonNeedChips#choose with `{needId}`; without one for something else
 */
export default class BatonNeedChips extends LightningElement {
    /** `{id, name, division, suggestionId}` in the order to show. */
    @api needs = [];

    labels = { chips, likely, other };
    areAllShown = false;

    get shown() {
        return this.areAllShown ? this.needs : this.needs.slice(0, MOST_SHOWN);
    }

    get toggleLabel() {
        const hidden = this.needs.length - MOST_SHOWN;
        if (hidden <= 0) {
            return undefined;
        }
        return this.areAllShown ? fewer : fill(more, hidden);
    }

    @api
    focus() {
        this.template.querySelector('.chip')?.focus();
    }

    choose(event) {
        const { id: needId } = event.currentTarget.dataset;
        this.dispatchEvent(new CustomEvent('choose', { detail: { needId } }));
    }

    toggle() {
        this.areAllShown = !this.areAllShown;
    }
}
