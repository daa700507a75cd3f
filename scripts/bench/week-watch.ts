/** What passes between the services and the org, as the org sees it: who was told, and whether they could open it by then. */
import type { RunningDevorg } from '../../src/devorg/server.ts';

/** One in-app notification that reached the org. */
export interface Delivery {
  readonly targetId: string;
  readonly title: string;
  /** Real time, milliseconds. */
  readonly atMs: number;
  /** Recipients who could not open the hand-off at that moment. */
  readonly shutOut: readonly string[];
}

export interface Watch {
  readonly deliveries: readonly Delivery[];
  /** When the answer to a notification was lost, in real time. */
  readonly lostMs: readonly number[];
}

const PATH = '/actions/standard/customNotificationAction';

export function watchOrg({ context }: RunningDevorg): Watch {
  const deliveries: Delivery[] = [];
  const lostMs: number[] = [];
  const { database } = context.org;
  const isHandoff = database.prepare('SELECT 1 FROM "Baton_Handoff__c" WHERE Id = ?');
  const mayOpen = database.prepare(
    `SELECT 1 FROM "Baton_Handoff__c" h WHERE h.Id = ?1 AND (h.OwnerId = ?2 OR EXISTS (
       SELECT 1 FROM "Baton_Handoff__Share" s WHERE s.ParentId = h.Id AND s.UserOrGroupId = ?2 AND s.IsDeleted = 0))`,
  );
  const { notifications } = context;
  const add = notifications.add.bind(notifications);
  notifications.add = (notification) => {
    add(notification);
    const { title, recipientIds } = notification;
    const targetId = notification.targetId ?? '';
    const shutOut =
      isHandoff.get(targetId) === undefined ? [] : recipientIds.filter((id) => mayOpen.get(targetId, id) === undefined);
    deliveries.push({ targetId, title, atMs: performance.now(), shutOut });
  };
  // Before the faults, so that an answer they hold back is seen as lost.
  context.faults.unshift((req, res, next) => {
    if (req.method === 'POST' && req.path.endsWith(PATH)) {
      res.on('close', () => {
        if (!res.writableFinished) lostMs.push(performance.now());
      });
    }
    next();
  });
  return { deliveries, lostMs };
}
