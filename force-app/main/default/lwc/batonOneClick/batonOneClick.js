import { api, LightningElement } from 'lwc';

/**
 * A question whose answers are buttons.
 *
 * @fires BatonOneClick#answer with `{value}`
 */
export default class BatonOneClick extends LightningElement {
    @api question;
    /** `{value, label}` of each answer. */
    @api answers = [];
    @api disabled = false;

    answer(event) {
        const { value } = event.currentTarget.dataset;
        this.dispatchEvent(new CustomEvent('answer', { detail: { value } }));
    }
}
