import { api, LightningElement } from 'lwc';
import { updateRecord } from 'lightning/uiRecordApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';

/** Moves an opportunity to another stage, which on the platform is done with the path above the page. */
export default class StageEditor extends LightningElement {
  @api recordId;
  @api stage;
  @api stages = [];

  get options() {
    return this.stages.map((value) => ({ label: value, value }));
  }

  async change({ detail: { value } }) {
    try {
      await updateRecord({ fields: { Id: this.recordId, StageName: value } });
      this.dispatchEvent(new ShowToastEvent({ message: `Stage is now ${value}`, variant: 'success' }));
    } catch (error) {
      this.dispatchEvent(new ShowToastEvent({ message: error.body?.message ?? 'Not saved', variant: 'error' }));
    }
  }
}
