// First of all, so that the design system's style sheet reaches into components, as it does on the platform.
import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import RecordPage from 'demo/recordPage';

const page = globalThis.batonPage;
const element = createElement('demo-record-page', { is: RecordPage });
Object.assign(element, {
  recordId: page.recordId,
  objectApiName: page.objectApiName,
  refreshSeconds: page.refreshSeconds,
  siblings: page.siblings,
});
// eslint-disable-next-line @lwc/lwc/no-document-query -- the page around the component is ours
document.querySelector('#page').append(element);
