import { LightningElement, api } from 'lwc';
import detailsLabel from '@salesforce/label/c.Baton_Error_Details';
import retryLabel from '@salesforce/label/c.Baton_Error_Retry';
import titleLabel from '@salesforce/label/c.Baton_Error_Title';
import { errorSentences } from 'c/batonErrorSentences';

/**
 * Says in plain words that something went wrong. What exactly is behind a button, since it helps an admin, not a rep.
 *
 * @fires BatonErrorPanel#retry when somebody wants to try again
 */
export default class BatonErrorPanel extends LightningElement {
    /** What could not be done, as a sentence. */
    @api message = titleLabel;

    /** The error or errors, in any shape that `errorSentences` reads. */
    @api errors;

    areDetailsShown = false;

    labels = { details: detailsLabel, retry: retryLabel };

    get details() {
        return errorSentences(this.errors);
    }

    get canShowDetails() {
        return this.details.length > 0 && !this.areDetailsShown;
    }

    showDetails() {
        this.areDetailsShown = true;
    }

    retry() {
        this.areDetailsShown = false;
        this.dispatchEvent(new CustomEvent('retry'));
    }
}
