import { api, LightningElement } from 'lwc';

/**
 * Demo help: the same customer's accounts in other divisions, as the sample company's author knows them.
 *
 * @fires Siblings#call with `{accountId, ownerId, ownerName}` when somebody wants a call logged there
 */
export default class Siblings extends LightningElement {
  @api siblings = [];

  get rows() {
    return this.siblings.map((sibling) => ({
      ...sibling,
      link: `/lightning/r/Account/${sibling.accountId}/view?as=${sibling.ownerId}`,
      openLabel: `Open as ${sibling.ownerName}`,
      callLabel: `Log a call as ${sibling.ownerName}`,
    }));
  }

  call(event) {
    const detail = this.siblings[Number(event.currentTarget.dataset.index)];
    this.dispatchEvent(new CustomEvent('call', { detail }));
  }
}
