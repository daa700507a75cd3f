import { existsSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import type { QueryJob } from '../../../src/devorg/bulk/bulk-job.ts';
import { BulkJobs } from '../../../src/devorg/bulk/bulk-jobs.ts';
import { runQueryJob } from '../../../src/devorg/bulk/query-job.ts';
import { createOrg } from '../../../src/devorg/create-org.ts';

function makeJob(jobs: BulkJobs): QueryJob {
  return jobs.add<QueryJob>({
    kind: 'query',
    operation: 'query',
    query: 'SELECT Id FROM Account',
    object: 'Account',
    createdById: '005gK0000000001AAA',
    apiVersion: '66.0',
    columnDelimiter: 'COMMA',
    lineEnding: 'LF',
    state: 'UploadComplete',
  });
}

/** A result without end. */
const endless = {
  object: 'Account',
  lines: function* () {
    for (;;) yield 'x'.repeat(1000);
  },
};

const untilRunning = async (job: QueryJob): Promise<void> => {
  while (job.recordsProcessed === 0) await new Promise((resolve) => setImmediate(resolve));
};

test('an aborted job stops in the middle and stays aborted', async () => {
  const jobs = new BulkJobs(createOrg({ file: ':memory:' }));
  const job = makeJob(jobs);
  jobs.run(job, () => runQueryJob(job, endless));
  await untilRunning(job);
  jobs.setState(job, 'Aborted');
  await jobs.close();
  expect(job.state).toBe('Aborted');
});

test('closing aborts what runs and leaves no file behind', async () => {
  const jobs = new BulkJobs(createOrg({ file: ':memory:' }));
  const job = makeJob(jobs);
  jobs.run(job, () => runQueryJob(job, endless));
  await untilRunning(job);
  expect(existsSync(job.folder)).toBe(true);
  await jobs.close();
  expect(existsSync(job.folder)).toBe(false);
});

test('a job whose work fails says why', async () => {
  const jobs = new BulkJobs(createOrg({ file: ':memory:' }));
  const job = makeJob(jobs);
  jobs.run(job, () => Promise.reject(new Error('InvalidBatch : nothing fits')));
  while (job.state !== 'Failed') await new Promise((resolve) => setImmediate(resolve));
  expect(job.errorMessage).toBe('InvalidBatch : nothing fits');
  await jobs.close();
});
