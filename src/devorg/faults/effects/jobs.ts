import { z } from 'zod';

import { readTarget } from '../../api/dispatch.ts';
import { asRecord } from '../../api/json.ts';
import { describeJob, isOver } from '../../bulk/bulk-job.ts';
import { effect, type EffectKind } from '../effect.ts';
import { jobAt } from '../matching.ts';

/** The job is not there any more, as after seven days. */
const expireJob = effect('expireJob', 'wire', {}, () => ({
  fits: ({ context, req }) => {
    const job = jobAt(context, readTarget(req.originalUrl)?.segments ?? []);
    return job !== undefined && isOver(job);
  },
  strike: ({ context, req, next }) => {
    const job = jobAt(context, readTarget(req.originalUrl)?.segments ?? []);
    if (job !== undefined) context.jobs.remove(job);
    next();
  },
}));

/** A query job ends as failed and does not say why; an ingest job says it and writes nothing. */
const failJob = effect(
  'failJob',
  'call',
  { message: z.string().default('InvalidBatch : Field name not found : Unknown__c') },
  ({ message }) => ({
    fits: ({ request, params }, { route }) => {
      if (route.path === 'jobs/query/:id') return request.method === 'GET' && params['id'] !== undefined;
      const closes = asRecord(request.body)['state'] === 'UploadComplete';
      return route.path === 'jobs/ingest/:id' && request.method === 'PATCH' && closes;
    },
    strike: (call, answer) => {
      const job = jobAt(call.context, call.request.segments);
      if (job === undefined) return answer(call);
      call.context.jobs.setState(job, 'Failed');
      if (job.kind === 'query') return answer(call);
      job.errorMessage = message;
      return { status: 200, body: describeJob(job, false) };
    },
  }),
);

export const jobFaults: readonly EffectKind[] = [expireJob, failJob];
