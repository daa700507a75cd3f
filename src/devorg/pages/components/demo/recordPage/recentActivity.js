import { gql } from 'lightning/graphql';

const MOST_SHOWN = 6;
const ICONS = { Call: 'standard:log_a_call', Email: 'standard:email', Event: 'standard:event' };

const FIELDS = `edges { node { Id Subject { value } ActivityDate { value } } }`;
const TASK_FIELDS = `edges { node { Id Subject { value } ActivityDate { value } TaskSubtype { value } } }`;
const ORDER = `orderBy: { ActivityDate: { order: DESC, nulls: LAST } }`;

/** What activities say about whom they belong to, by object; others have none here. */
const LOOKUPS = { Account: 'AccountId', Opportunity: 'WhatId', Contact: 'WhoId', Lead: 'WhoId' };

/** Which field of an activity leads to the record when a call is logged on it; undefined where that makes no sense. */
export function activityLookup(object) {
  return object === 'Account' ? 'WhatId' : LOOKUPS[object];
}

/** The newest tasks and events of a record, as far as the reader may see them; undefined where it has none. */
export function activityQuery(object) {
  const where = `where: { ${LOOKUPS[object]}: { eq: $recordId } }`;
  const text = `query recentActivity($recordId: ID) { uiapi { query {
    Task(first: ${MOST_SHOWN} ${where} ${ORDER}) { ${TASK_FIELDS} }
    Event(first: ${MOST_SHOWN} ${where} ${ORDER}) { ${FIELDS} }
  } } }`;
  return LOOKUPS[object] && gql([text]);
}

/** Tasks and events in one list, newest first, with dates in the reader's way of writing them. */
export function toActivities({ uiapi: { query } }, locale) {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const row = ({ node }, kind) => ({
    id: node.Id,
    icon: ICONS[kind] ?? 'standard:task',
    subject: node.Subject.value ?? kind,
    on: node.ActivityDate.value ?? '',
  });
  return [
    ...query.Task.edges.map((edge) => row(edge, edge.node.TaskSubtype.value ?? 'Task')),
    ...query.Event.edges.map((edge) => row(edge, 'Event')),
  ]
    .sort((one, other) => other.on.localeCompare(one.on))
    .slice(0, MOST_SHOWN)
    .map((activity) => ({ ...activity, date: activity.on && format.format(Date.parse(activity.on)) }));
}
