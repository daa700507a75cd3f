import { api, LightningElement } from 'lwc';
import { createRecord } from 'lightning/uiRecordApi';

/** Fields of the form, by object; what else was passed along is saved unseen, as on the platform. */
const FORMS = {
  Opportunity: [
    { field: 'Name', label: 'Opportunity Name' },
    { field: 'StageName', label: 'Stage', isStage: true },
    { field: 'CloseDate', label: 'Close Date', type: 'date' },
    { field: 'Amount', label: 'Amount', type: 'number' },
  ],
  Lead: [
    { field: 'FirstName', label: 'First Name' },
    { field: 'LastName', label: 'Last Name' },
    { field: 'Company', label: 'Company' },
    { field: 'Phone', label: 'Phone', type: 'tel' },
    { field: 'Email', label: 'Email', type: 'email' },
  ],
};

/** The form for a new opportunity or lead, filled with what whoever led here has passed along. */
export default class NewRecord extends LightningElement {
  @api objectApiName;
  /** Field values from the address of the page. */
  @api defaults = {};
  @api stages = [];

  error;

  get title() {
    return `New ${this.objectApiName}`;
  }

  get icon() {
    return `standard:${this.objectApiName.toLowerCase()}`;
  }

  get rows() {
    const preset = { CloseDate: globalThis.batonPage.today, StageName: this.stages[0], ...this.defaults };
    return FORMS[this.objectApiName].map((row) => ({ type: 'text', ...row, value: preset[row.field] }));
  }

  get stageOptions() {
    return this.stages.map((value) => ({ label: value, value }));
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
