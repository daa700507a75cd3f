import type { Org } from '../org.ts';

/** How each kind of recipient names its users, by key prefix. Each statement takes the recipient's id once. */
const usersOf: Readonly<Record<string, string>> = {
  '005': 'SELECT Id AS userId FROM "User" WHERE Id = ?',
  '00G': `WITH RECURSIVE member(id) AS (
            SELECT UserOrGroupId FROM "GroupMember" WHERE GroupId = ?
            UNION SELECT m.UserOrGroupId FROM "GroupMember" m JOIN member ON m.GroupId = member.id)
          SELECT id AS userId FROM member`,
  '001': 'SELECT UserId AS userId FROM "AccountTeamMember" WHERE AccountId = ?',
  '006': 'SELECT UserId AS userId FROM "OpportunityTeamMember" WHERE OpportunityId = ?',
};

/** The active users behind users, groups, queues and record teams; the offending id where one is none of these. */
export function notifiedUsers(org: Org, recipientIds: readonly string[]): string[] | string {
  const users = new Set<string>();
  for (const id of recipientIds) {
    const sql = usersOf[id.slice(0, 3)];
    if (sql === undefined || !exists(org, id)) return id;
    for (const row of org.database.prepare(sql).all(id)) {
      const userId = String(row['userId']);
      if (isActive(org, userId)) users.add(userId);
    }
  }
  return [...users];
}

function exists(org: Org, id: string): boolean {
  const object = org.schema.byKeyPrefix(id.slice(0, 3));
  if (object === undefined) return false;
  return org.database.prepare(`SELECT 1 FROM "${object.name}" WHERE Id = ?`).get(id) !== undefined;
}

function isActive(org: Org, userId: string): boolean {
  return org.database.prepare('SELECT 1 FROM "User" WHERE Id = ? AND IsActive = 1').get(userId) !== undefined;
}
