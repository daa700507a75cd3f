import { z } from 'zod';

import { CrmError } from './crm-errors.ts';
import { integrationFix } from './fields/field.ts';
import { parseReply } from './parse-reply.ts';
import { queryRows } from './query-rows.ts';
import type { Rest } from './rest.ts';
import { soql } from './soql.ts';

/** One in-app notification. */
export interface Notice {
  /** Users, groups or queues. */
  readonly recipientIds: readonly string[];
  readonly title: string;
  readonly body: string;
  /** The record that a tap opens. */
  readonly targetId: string;
}

/** What became of one notification. */
export interface NoticeResult {
  readonly ok: boolean;
  readonly message: string;
}

const resultSchema = z.array(
  z.object({ isSuccess: z.boolean(), errors: z.array(z.object({ message: z.string() })).nullish() }),
);

const TYPE = 'Baton_Handoff';
const PATH = '/actions/standard/customNotificationAction';

async function findType(rest: Rest): Promise<string> {
  const rows = await queryRows(rest, soql`SELECT Id FROM CustomNotificationType WHERE DeveloperName = ${TYPE}`);
  const id = rows[0]?.['Id'];
  if (typeof id === 'string') return id;
  throw new CrmError('CRM_ACCESS', `The notification type ${TYPE} is not in this org, or hidden.`, {
    cure: 'stop',
    actions: ['Deploy the Baton package.', integrationFix],
  });
}

/** Sends notifications; a call whose reply was lost is sent again, so that somebody may be told twice, never not at all. */
export function notifier(rest: Rest): (notices: readonly Notice[]) => Promise<readonly NoticeResult[]> {
  let type: Promise<string> | undefined;
  return async (notices) => {
    if (notices.length === 0) return [];
    type ??= findType(rest);
    type.catch(() => (type = undefined));
    const customNotifTypeId = await type;
    const results: NoticeResult[] = [];
    // One a call: in a call of several, one that is refused makes it unclear which others were sent.
    for (const notice of notices) results.push(await send(rest, { customNotifTypeId, ...notice }));
    return results;
  };
}

async function send(rest: Rest, input: object): Promise<NoticeResult> {
  try {
    const reply = await rest.call({ method: 'POST', path: PATH, body: { inputs: [input] } });
    const [result] = parseReply(resultSchema, reply, 'The answer to a notification');
    return { ok: result?.isSuccess === true, message: result?.errors?.[0]?.message ?? '' };
  } catch (error) {
    if (error instanceof CrmError && (error.cure === 'park' || error.cure === 'gone'))
      return { ok: false, message: error.message };
    throw error;
  }
}
