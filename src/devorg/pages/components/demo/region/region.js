import { api, LightningElement } from 'lwc';
import { PLACED } from 'demo/placed';

/** One region of a Lightning page: the package's components in the order of the page's metadata. */
export default class Region extends LightningElement {
  /** Components as `readPages` gives them. */
  @api components = [];
  @api recordId;
  @api objectApiName;
  @api refreshSeconds;

  get shown() {
    const { formFactor: device } = globalThis.batonPage;
    const { recordId, objectApiName, refreshSeconds } = this;
    return (this.components ?? [])
      .filter(({ formFactor }) => formFactor === undefined || formFactor === device)
      .map(({ name, attributes }) => ({
        name,
        constructor: PLACED[name],
        properties: { ...attributes, recordId, objectApiName, refreshSeconds },
      }));
  }
}
