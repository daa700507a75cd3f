/**
 * What passes between the services and the org, as the org sees it: who was told, by which process, whether the answer
 * reached it, and whether those who were told could open the record by then.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

import type { RunningDevorg } from '../../src/devorg/server.ts';

/** One call that sends a notification. */
interface Call {
  /** The app that the calling process logged in with. */
  readonly clientId: string | undefined;
  /** When that process logged in, in real time. */
  readonly loginMs: number;
  isAnswerLost: boolean;
}

/** One in-app notification that reached the org. */
export interface Delivery {
  readonly targetId: string;
  readonly title: string;
  readonly userIds: readonly string[];
  /** Real time, milliseconds. */
  readonly atMs: number;
  /** By the clock of the org. */
  readonly orgMs: number;
  readonly call: Call;
  /** Recipients who could not open the hand-off at that moment. */
  readonly shutOut: readonly string[];
}

const PATH = '/actions/standard/customNotificationAction';

export function watchOrg({ context }: RunningDevorg): { readonly deliveries: readonly Delivery[] } {
  const deliveries: Delivery[] = [];
  const calls = new AsyncLocalStorage<Call>();
  const clientOf = followLogins(context);
  const { database, clock } = context.org;
  const isHandoff = database.prepare('SELECT 1 FROM "Baton_Handoff__c" WHERE Id = ?');
  const mayOpen = database.prepare(
    `SELECT 1 FROM "Baton_Handoff__c" h WHERE h.Id = ?1 AND (h.OwnerId = ?2 OR EXISTS (
       SELECT 1 FROM "Baton_Handoff__Share" s WHERE s.ParentId = h.Id AND s.UserOrGroupId = ?2 AND s.IsDeleted = 0))`,
  );
  const { notifications } = context;
  const add = notifications.add.bind(notifications);
  notifications.add = (notification) => {
    add(notification);
    const call = calls.getStore();
    if (call === undefined) throw new Error('A notification came by another way than by a call');
    const { title, recipientIds, userIds } = notification;
    const targetId = notification.targetId ?? '';
    const shutOut =
      isHandoff.get(targetId) === undefined ? [] : recipientIds.filter((id) => mayOpen.get(targetId, id) === undefined);
    deliveries.push({ ...{ targetId, title, userIds, shutOut, call }, atMs: performance.now(), orgMs: clock.now() });
  };
  // Before the faults, so that an answer they hold back is seen as lost.
  context.faults.unshift((req, res, next) => {
    if (req.method !== 'POST' || !req.path.endsWith(PATH)) {
      next();
      return;
    }
    const { clientId, loginMs = 0 } = clientOf(req.headers.authorization) ?? {};
    const call: Call = { clientId, loginMs, isAnswerLost: false };
    res.on('close', () => {
      call.isAnswerLost = !res.writableFinished;
    });
    calls.run(call, next);
  });
  return { deliveries };
}

interface Login {
  readonly clientId: string;
  readonly loginMs: number;
}

/** Which app a session belongs to: the app is looked up right before the session starts. */
function followLogins({ apps, sessions }: RunningDevorg['context']): (header: string | undefined) => Login | undefined {
  const logins = new Map<string, Login>();
  let last: string | undefined;
  const find = apps.find.bind(apps);
  apps.find = (clientId) => {
    last = clientId;
    return find(clientId);
  };
  const start = sessions.start.bind(sessions);
  sessions.start = (userId, options) => {
    const session = start(userId, options);
    if (last !== undefined) logins.set(session.token, { clientId: last, loginMs: performance.now() });
    last = undefined;
    return session;
  };
  return (header) => logins.get(header?.replace(/^Bearer /, '') ?? '');
}
