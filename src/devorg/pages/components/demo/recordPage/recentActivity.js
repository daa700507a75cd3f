import { gql } from 'lightning/graphql';

const MOST_SHOWN = 6;
const ICONS = { Call: 'standard:log_a_call', Email: 'standard:email', Event: 'standard:event' };

/** The newest tasks and events of an account, as far as the reader may see them. */
export const ACTIVITIES = gql`
  query recentActivity($recordId: ID) {
    uiapi {
      query {
        Task(
          first: 6
          where: { AccountId: { eq: $recordId } }
          orderBy: { ActivityDate: { order: DESC, nulls: LAST } }
        ) {
          edges {
            node {
              Id
              Subject {
                value
              }
              ActivityDate {
                value
              }
              TaskSubtype {
                value
              }
            }
          }
        }
        Event(
          first: 6
          where: { AccountId: { eq: $recordId } }
          orderBy: { ActivityDate: { order: DESC, nulls: LAST } }
        ) {
          edges {
            node {
              Id
              Subject {
                value
              }
              ActivityDate {
                value
              }
            }
          }
        }
      }
    }
  }
`;

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
