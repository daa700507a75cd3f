import { api, LightningElement } from 'lwc';

/** An app page: what the package places on it, below the page's name. */
export default class AppPage extends LightningElement {
  @api label;
  @api regions = {};
  @api refreshSeconds;

  get rows() {
    return Object.entries(this.regions).map(([name, components]) => ({ name, components }));
  }
}
