import { api, LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { createRecord, getRecord } from 'lightning/uiRecordApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { factsOf, fieldsToRead, iconOf } from './objectFields';
import { activityLookup, activityQuery, toActivities } from './recentActivity';
import { RELATED, toRelated } from './related';

/** A record page as a rep sees it: highlights, details, and what the package places around them. */
export default class RecordPage extends LightningElement {
  @api recordId;
  @api objectApiName;
  @api refreshSeconds;
  /** The package's components by region, as `readPages` gives them. */
  @api regions = {};
  /** Label of the object. */
  @api objectLabel;
  /** Stages an opportunity can be in. */
  @api stages = [];
  /** Demo help: the same customer's accounts in other divisions. */
  @api siblings = [];

  record;
  isHidden = false;
  activities;
  related = [];

  @wire(getRecord, { recordId: '$recordId', fields: '$required', optionalFields: '$optional' })
  receive({ data, error }) {
    this.record = data;
    this.isHidden = Boolean(error);
  }

  @wire(graphql, { query: '$activityQuery', variables: '$variables' })
  receiveActivities({ data, refresh }) {
    this.refreshActivities = refresh;
    this.activities = data && toActivities(data, globalThis.batonPage.locale);
  }

  @wire(graphql, { query: '$relatedQuery', variables: '$variables' })
  receiveRelated({ data }) {
    this.related = data ? toRelated(data) : [];
  }

  get required() {
    return [`${this.objectApiName}.Name`];
  }

  get optional() {
    return fieldsToRead(this.objectApiName);
  }

  get activityQuery() {
    return this.record && activityQuery(this.objectApiName);
  }

  get relatedQuery() {
    return this.record && this.objectApiName === 'Account' ? RELATED : undefined;
  }

  get variables() {
    return { recordId: this.recordId };
  }

  get icon() {
    return iconOf(this.objectApiName);
  }

  get facts() {
    return factsOf(this.record, this.objectApiName, globalThis.batonPage.locale);
  }

  get hasDetails() {
    return this.facts.all.length > 1;
  }

  get hasActivities() {
    return this.activities?.length > 0;
  }

  get hasRelated() {
    return this.related.length > 0;
  }

  get hasSiblings() {
    return this.siblings.length > 0;
  }

  get canLogCall() {
    return activityLookup(this.objectApiName) !== undefined;
  }

  get isOpportunity() {
    return this.objectApiName === 'Opportunity';
  }

  get name() {
    return this.record?.fields.Name?.value;
  }

  get stage() {
    return this.record?.fields.StageName?.value;
  }

  get columns() {
    return this.regions.sidebar?.length > 0 || this.hasDetails ? 'columns' : 'columns one-column';
  }

  async logCall() {
    await this.save(
      () => createRecord(callOn(this.objectApiName, this.recordId)),
      'Call logged. Colleagues soon see it.',
    );
    await this.refreshActivities?.();
  }

  /** As somebody else, in a session of theirs, so that this page can show what their call changes here. */
  async logSiblingCall({ detail: { accountId, ownerId, ownerName } }) {
    await this.save(async () => {
      const session = await post('/demo/sessions', { userId: ownerId });
      await post('/services/data/v66.0/ui-api/records', callOn('Account', accountId), session.token);
    }, `Call logged as ${ownerName}`);
  }

  async save(write, message) {
    try {
      await write();
      this.dispatchEvent(new ShowToastEvent({ message, variant: 'success' }));
    } catch (error) {
      const reason = error.body?.message ?? error.message ?? 'The call could not be logged';
      this.dispatchEvent(new ShowToastEvent({ message: reason, variant: 'error' }));
    }
  }
}

function callOn(object, recordId) {
  const fields = {
    Subject: 'Call',
    Status: 'Completed',
    TaskSubtype: 'Call',
    CallType: 'Outbound',
    ActivityDate: globalThis.batonPage.today,
    [activityLookup(object)]: recordId,
  };
  return { apiName: 'Task', fields };
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
