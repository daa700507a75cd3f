import { api, LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { createRecord, getRecord } from 'lightning/uiRecordApi';
import { ACTIVITIES, toActivities } from './recentActivity';

const SECONDS_OF_A_TOAST = 5;
const REQUIRED = ['Account.Name'];
const OPTIONAL = [
  'Account.Industry',
  'Account.Type',
  'Account.Phone',
  'Account.Website',
  'Account.NumberOfEmployees',
  'Account.AnnualRevenue',
  'Account.BillingStreet',
  'Account.BillingPostalCode',
  'Account.BillingCity',
  'Account.BillingCountry',
  'Account.Owner.Name',
  'Account.Owner.Division',
];

/** An Account page as a rep sees it: highlights, details, and Baton's panel beside them. */
export default class RecordPage extends LightningElement {
  @api recordId;
  @api objectApiName;
  @api refreshSeconds;
  /** Demo help: the same customer's accounts in other divisions, as the sample company's author knows them. */
  @api siblings = [];

  required = REQUIRED;
  optional = OPTIONAL;
  record;
  isHidden = false;
  toast;
  activities;

  @wire(getRecord, { recordId: '$recordId', fields: '$required', optionalFields: '$optional' })
  receive({ data, error }) {
    this.record = data;
    this.isHidden = Boolean(error);
  }

  @wire(graphql, { query: '$activityQuery', variables: '$activityVariables' })
  receiveActivities({ data, refresh }) {
    this.refreshActivities = refresh;
    this.activities = data && toActivities(data, globalThis.batonPage.locale);
  }

  get activityQuery() {
    return this.record && ACTIVITIES;
  }

  get activityVariables() {
    return { recordId: this.recordId };
  }

  get hasActivities() {
    return this.activities?.length > 0;
  }

  get name() {
    return this.text('Name');
  }

  get owner() {
    const owner = this.record?.fields.Owner?.value?.fields;
    return [owner?.Name?.value, owner?.Division?.value].filter(Boolean).join(', ');
  }

  get highlights() {
    return this.filled([
      ['Account Owner', this.owner],
      ['Phone', this.text('Phone')],
      ['Website', this.text('Website')],
      ['Industry', this.text('Industry')],
    ]);
  }

  get details() {
    const address = [
      this.text('BillingStreet'),
      [this.text('BillingPostalCode'), this.text('BillingCity')].filter(Boolean).join(' '),
      this.text('BillingCountry'),
    ];
    return this.filled([
      ['Account Name', this.name],
      ['Account Owner', this.owner],
      ['Type', this.text('Type')],
      ['Industry', this.text('Industry')],
      ['Employees', this.number('NumberOfEmployees')],
      ['Annual Revenue', this.number('AnnualRevenue')],
      ['Phone', this.text('Phone')],
      ['Website', this.text('Website')],
      ['Billing Address', address.filter(Boolean).join(', ')],
    ]);
  }

  get hasSiblings() {
    return this.siblings.length > 0;
  }

  get siblingRows() {
    return this.siblings.map((sibling) => ({
      ...sibling,
      link: `/lightning/r/Account/${sibling.accountId}/view?as=${sibling.ownerId}`,
      openLabel: `Open as ${sibling.ownerName}`,
      callLabel: `Log a call as ${sibling.ownerName}`,
    }));
  }

  async logCall() {
    await this.save(() => createRecord(this.callOn(this.recordId)), 'Call logged. Colleagues elsewhere soon see it.');
    await this.refreshActivities();
  }

  /** As somebody else, in a session of theirs, so that this page can show what their call changes here. */
  async logSiblingCall(event) {
    const { accountId, ownerId, ownerName } = this.siblings[Number(event.currentTarget.dataset.index)];
    await this.save(async () => {
      const session = await post('/demo/sessions', { userId: ownerId });
      await post('/services/data/v66.0/ui-api/records', this.callOn(accountId), session.token);
    }, `Call logged as ${ownerName}`);
  }

  callOn(accountId) {
    const fields = {
      Subject: 'Call',
      Status: 'Completed',
      TaskSubtype: 'Call',
      CallType: 'Outbound',
      ActivityDate: globalThis.batonPage.today,
      WhatId: accountId,
    };
    return { apiName: 'Task', fields };
  }

  async save(write, message) {
    try {
      await write();
      this.showToast({ message, theme: 'slds-notify slds-notify_toast slds-theme_success' });
    } catch (error) {
      const reason = error.body?.message ?? error.message ?? 'The call could not be logged';
      this.showToast({ message: reason, theme: 'slds-notify slds-notify_toast slds-theme_error' });
    }
  }

  showToast(toast) {
    this.toast = toast;
    clearTimeout(this.toastTimer);
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- a toast that goes by itself, as on the platform
    this.toastTimer = setTimeout(() => {
      this.toast = undefined;
    }, SECONDS_OF_A_TOAST * 1000);
  }

  disconnectedCallback() {
    clearTimeout(this.toastTimer);
  }

  text(field) {
    const value = this.record?.fields[field];
    return value?.displayValue ?? value?.value ?? '';
  }

  number(field) {
    const value = this.record?.fields[field]?.value;
    return typeof value === 'number' ? new Intl.NumberFormat(globalThis.batonPage.locale).format(value) : '';
  }

  filled(pairs) {
    return pairs.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }));
  }
}

async function post(path, body, token) {
  const headers = { 'Content-Type': 'application/json' };
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const reply = await response.json();
  if (!response.ok) {
    throw new Error([reply].flat()[0]?.message ?? response.statusText);
  }
  return reply;
}
