// First of all, so that the design system's style sheet reaches into components, as it does on the platform.
import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import AppPage from 'demo/appPage';
import NewRecord from 'demo/newRecord';
import RecordPage from 'demo/recordPage';
import Toast from 'demo/toast';

const PAGES = { 'demo-app-page': AppPage, 'demo-new-record': NewRecord, 'demo-record-page': RecordPage };

const { element: name, properties } = globalThis.batonPage;
const element = createElement(name, { is: PAGES[name] });
Object.assign(element, properties);
const toast = createElement('demo-toast', { is: Toast });
// eslint-disable-next-line @lwc/lwc/no-document-query -- the page around the component is ours
document.querySelector('#page').append(toast, element);
