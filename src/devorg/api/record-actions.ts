import type { Express, Request, Response } from 'express';
import { z } from 'zod';

import { type Viewer, viewerFor } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import {
  archiveActivities,
  convertLead,
  duplicateRules,
  emptyRecycleBin,
  type LeadConversion,
  mergeRecords,
  setDuplicateRules,
  undeleteRecord,
} from '../records/index.ts';
import type { DevorgContext } from './context.ts';

const id = z.string().min(15).max(18);
const as = { userId: id.optional() };

const undeleteInput = z.object({ ...as, ids: z.array(id).min(1).max(200) });

const mergeInput = z.object({
  ...as,
  masterId: id,
  mergeIds: z.array(id).min(1).max(2),
  values: z.record(z.string(), z.unknown()).default({}),
});

const conversionInput = z.object({
  ...as,
  leadId: id,
  convertedStatus: z.string().default('Closed - Converted'),
  accountId: id.optional(),
  contactId: id.optional(),
  ownerId: id.optional(),
  opportunityName: z.string().optional(),
  doNotCreateOpportunity: z.boolean().optional(),
});

const emptyingInput = z.object({ olderThanDays: z.number().min(0).default(15) });

const archivingInput = z.object({ olderThanDays: z.number().min(0).default(365) });

const DAY_MS = 86_400_000;

/**
 * What people do in the user interface and Apex does, but REST does not offer: undelete, merge, conversion of leads. For
 * a real org's SOAP calls there is nothing below the instance URL either.
 */
export function addRecordActions(app: Express, context: DevorgContext): void {
  app.post('/records/undelete', (req, res) => {
    const { userId, ids } = undeleteInput.parse(req.body);
    answer(res, () => {
      const viewer = actor(context, userId);
      for (const one of ids) undeleteRecord(context.org, viewer, objectOf(context, one), one);
      return { undeleted: ids };
    });
  });
  app.post('/records/merge', (req, res) => {
    const { userId, masterId, mergeIds, values } = mergeInput.parse(req.body);
    answer(res, () => {
      mergeRecords(context.org, actor(context, userId), objectOf(context, masterId), masterId, mergeIds, values);
      return { id: masterId, mergedRecordIds: mergeIds };
    });
  });
  app.post('/records/convert-lead', (req, res) => {
    const { userId, ...wish } = conversionInput.parse(req.body);
    // What was left out is left out here too, and not undefined.
    const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
    answer(res, () => convertLead(context.org, actor(context, userId), given as unknown as LeadConversion));
  });
  app.get('/duplicate-rules', (_req, res) => {
    res.json(duplicateRules(context.org));
  });
  app.put('/duplicate-rules', (req, res) => {
    res.json(setDuplicateRules(context.org, req.body));
  });
  app.post('/activities/archive', (req, res) => {
    res.json({ archived: archiveActivities(context.org, archivingInput.parse(req.body ?? {}).olderThanDays) });
  });
  app.post('/recycle-bin/empty', (req: Request, res) => {
    const { olderThanDays } = emptyingInput.parse(req.body ?? {});
    answer(res, () => ({
      removed: emptyRecycleBin(context.org, context.org.clock.now() - olderThanDays * DAY_MS),
    }));
  });
}

function answer(res: Response, work: () => unknown): void {
  try {
    res.json(work());
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { status, errorCode, message, fields } = error;
    res.status(status).json([{ errorCode, message, fields }]);
  }
}

/** The one who does it: the org's first user unless somebody is named. */
function actor({ org }: DevorgContext, userId: string | undefined): Viewer {
  const sql = 'SELECT "Id" AS id FROM "User" WHERE substr("Id", 1, 15) = substr(?1, 1, 15) OR ?1 IS NULL ORDER BY "Id"';
  const found = org.database.prepare(sql).get(userId ?? null)?.['id'];
  if (typeof found !== 'string') throw new ApiError(404, 'NOT_FOUND', `The org has no user ${userId ?? ''}`);
  return viewerFor(org, found);
}

function objectOf({ org }: DevorgContext, recordId: string): string {
  const object = org.schema.byKeyPrefix(recordId.slice(0, 3));
  if (!object) throw new ApiError(400, 'MALFORMED_ID', `malformed id ${recordId}`, ['Id']);
  return object.name;
}
