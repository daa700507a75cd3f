import { api, LightningElement } from 'lwc';
import divisionWhy from '@salesforce/label/c.Baton_Receiver_Division_Why';
import letDecide from '@salesforce/label/c.Baton_Receiver_Division';
import title from '@salesforce/label/c.Baton_Receiver_Title';
import { fill } from 'c/batonWords';

/**
 * The proposed colleagues with their reasons, and "let the division decide", which is always there.
 *
 * @fires BatonReceiverChoice#choose with `{receiverId}`; without one where the division shall decide
 */
export default class BatonReceiverChoice extends LightningElement {
    /** `{id, name, title, reasons}`, best first. */
    @api proposals = [];
    /** Name of the division. */
    @api division;
    /** Id of the chosen colleague; undefined where the division shall decide. */
    @api receiverId;

    labels = { title };

    get options() {
        const people = this.proposals.map(({ id, name, title: role, reasons }) => ({
            ...{ id, name, role, reasons },
            isChosen: id === this.receiverId,
        }));
        const reasons = [{ key: 0, text: divisionWhy }];
        const open = { id: '', name: fill(letDecide, this.division), reasons, isChosen: !this.receiverId };
        return [...people, open];
    }

    choose(event) {
        const receiverId = event.currentTarget.value || undefined;
        this.dispatchEvent(new CustomEvent('choose', { detail: { receiverId } }));
    }
}
