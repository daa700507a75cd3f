import type { ApiReply, Call, Route } from './context.ts';

/** Limits that the org in a box does not spend: a real org's numbers, all of it left. */
const unspent: Readonly<Record<string, number>> = {
  ConcurrentAsyncGetReportInstances: 200,
  DailyAsyncApexExecutions: 250_000,
  DailyBulkApiBatches: 15_000,
  DailyDeliveredPlatformEvents: 50_000,
  DailyGenericStreamingApiEvents: 10_000,
  DailyStreamingApiEvents: 200_000,
  DailyWorkflowEmails: 1_000,
  DataStorageMB: 10_240,
  FileStorageMB: 10_240,
  HourlyPublishedPlatformEvents: 250_000,
  MassEmail: 5_000,
  SingleEmail: 5_000,
};

const dailyQueryJobs = 10_000;
const dailyQueryResultMb = 976_562;
const bytesInMb = 1024 * 1024;

export const limitRoutes: readonly Route[] = [
  { path: 'limits', handlers: { GET: limits } },
  { path: 'limits/recordCount', handlers: { GET: recordCount } },
];

function limits({ context }: Call): ApiReply {
  const { usage, jobs } = context;
  const body: Record<string, { Max: number; Remaining: number }> = {
    DailyApiRequests: { Max: usage.max, Remaining: Math.max(0, usage.max - usage.used()) },
    DailyBulkV2QueryJobs: { Max: dailyQueryJobs, Remaining: dailyQueryJobs - jobs.queryJobsMade() },
    DailyBulkV2QueryFileStorageMB: {
      Max: dailyQueryResultMb,
      Remaining: dailyQueryResultMb - Math.ceil(jobs.resultBytesKept() / bytesInMb),
    },
  };
  for (const [name, max] of Object.entries(unspent)) body[name] = { Max: max, Remaining: max };
  return { status: 200, body };
}

/** Approximate counts in a real org, exact here; objects that the caller may not read are left out. */
function recordCount({ context, viewer, request }: Call): ApiReply {
  const names = (request.query.get('sObjects') ?? '').split(',').filter((name) => name !== '');
  const sObjects = names.flatMap((name) => {
    const object = context.org.schema.object(name.trim());
    if (object === undefined || !viewer.mayObject(object.name, 'read')) return [];
    const deleted = object.undeletable ? ' WHERE IsDeleted = 0' : '';
    const row = context.org.database.prepare(`SELECT count(*) AS n FROM "${object.name}"${deleted}`).get();
    return [{ count: Number(row?.['n'] ?? 0), name: object.name }];
  });
  return { status: 200, body: { sObjects } };
}
