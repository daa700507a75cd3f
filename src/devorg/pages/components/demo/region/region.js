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
    const isPhone = globalThis.batonPage.formFactor === 'Small';
    const { recordId, objectApiName, refreshSeconds } = this;
    return (this.components ?? [])
      .filter(({ onPhone }) => onPhone === undefined || onPhone === isPhone)
      .map(({ name, attributes }) => ({
        name,
        constructor: PLACED[name],
        properties: { ...attributes, recordId, objectApiName, refreshSeconds },
      }));
  }
}
