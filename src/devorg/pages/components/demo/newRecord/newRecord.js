import { api, LightningElement } from 'lwc';
import { createRecord } from 'lightning/uiRecordApi';

/** The form for a new opportunity, filled with what whoever led here has passed along. */
export default class NewRecord extends LightningElement {
  @api objectApiName;
  /** Field values from the address of the page. */
  @api defaults = {};
  @api stages = [];

  error;

  get stageOptions() {
    return this.stages.map((value) => ({ label: value, value }));
  }

  get closeDate() {
    return this.defaults.CloseDate ?? globalThis.batonPage.today;
  }

  async save() {
    const inputs = [...this.template.querySelectorAll('[data-field]')];
    const typed = Object.fromEntries(inputs.map((input) => [input.dataset.field, input.value || null]));
    try {
      const fields = { ...this.defaults, ...typed };
      const record = await createRecord({ apiName: this.objectApiName, fields });
      window.location.assign(`/lightning/r/${this.objectApiName}/${record.id}/view`);
    } catch (error) {
      const [first] = Object.values(error.body?.output?.fieldErrors ?? {}).flat();
      this.error = first?.message ?? error.body?.message ?? 'Not saved';
    }
  }
}
