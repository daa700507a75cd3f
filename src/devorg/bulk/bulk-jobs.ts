import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { newId, nextNumber } from '../data/index.ts';
import type { Org } from '../org.ts';
import { fileOf, isOver, type Job } from './bulk-job.ts';

/** What the store itself fills in when a job is made. */
type FilledIn = 'id' | 'createdAt' | 'changedAt' | 'folder' | 'recordsProcessed' | 'processingMs';

const dayMs = 24 * 60 * 60 * 1000;

/** Work on a job. It looks at `job.state` now and then and stops when somebody aborted the job. */
export type JobWork = () => Promise<void>;

/** The Bulk API jobs of a running org. Their data lie in a folder of temporary files that goes with the server. */
export class BulkJobs {
  readonly #org: Org;
  readonly #jobs = new Map<string, Job>();
  readonly #running = new Set<Promise<void>>();
  #lastQuery: Promise<void> = Promise.resolve();
  readonly #queryJobTimes: number[] = [];
  #folder: string | undefined;

  constructor(org: Org) {
    this.#org = org;
  }

  add<Kind extends Job>(job: Omit<Kind, FilledIn>): Kind {
    const id = newId('750', nextNumber(this.#org, 'bulk job'));
    const now = this.#org.clock.now();
    this.#folder ??= mkdtempSync(join(tmpdir(), 'devorg-bulk-'));
    const folder = join(this.#folder, id);
    mkdirSync(folder);
    const made = { ...job, id, folder, createdAt: now, changedAt: now, recordsProcessed: 0, processingMs: 0 } as Kind;
    this.#jobs.set(id, made);
    if (made.kind === 'query') this.#queryJobTimes.push(now);
    return made;
  }

  /** The job of this kind and id (15 or 18 characters). */
  find<Kind extends Job['kind']>(kind: Kind, id: string): Extract<Job, { kind: Kind }> | undefined {
    for (const job of this.#jobs.values()) {
      if (job.kind === kind && job.id.slice(0, 15) === id.slice(0, 15)) return job as Extract<Job, { kind: Kind }>;
    }
    return undefined;
  }

  ofKind(kind: Job['kind']): Job[] {
    return [...this.#jobs.values()].filter((job) => job.kind === kind);
  }

  setState(job: Job, state: Job['state']): void {
    job.state = state;
    job.changedAt = this.#org.clock.now();
  }

  /**
   * Works on a job in the background, from `InProgress` to `JobComplete` or, when the work throws, `Failed`. Query jobs
   * take turns, in the order in which they were made: side by side in one process all of them would end last.
   */
  run(job: Job, work: JobWork): void {
    const turn = job.kind === 'query' ? this.#lastQuery : Promise.resolve();
    const running = turn.then(() => this.#process(job, work)).finally(() => this.#running.delete(running));
    this.#running.add(running);
    if (job.kind === 'query') this.#lastQuery = running;
  }

  remove(job: Job): void {
    this.#jobs.delete(job.id);
    rmSync(job.folder, { recursive: true, force: true });
  }

  /** Query jobs made in the last 24 hours. */
  queryJobsMade(): number {
    const since = this.#org.clock.now() - dayMs;
    return this.#queryJobTimes.filter((time) => time > since).length;
  }

  /** Bytes of query results that are kept. */
  resultBytesKept(): number {
    const sizes = this.ofKind('query').map(
      (job) => statSync(fileOf(job, 'results.csv'), { throwIfNoEntry: false })?.size,
    );
    return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  }

  /** Aborts what runs and removes all files. */
  async close(): Promise<void> {
    for (const job of this.#jobs.values()) if (!isOver(job)) this.setState(job, 'Aborted');
    await Promise.all(this.#running);
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }

  async #process(job: Job, work: JobWork): Promise<void> {
    // The reply to the request that starts the job still says UploadComplete.
    await new Promise((resolve) => setImmediate(resolve));
    if (isOver(job)) return;
    this.setState(job, 'InProgress');
    const started = performance.now();
    try {
      await work();
      if (!isOver(job)) this.setState(job, 'JobComplete');
    } catch (error) {
      job.errorMessage = error instanceof Error ? error.message : String(error);
      if (!isOver(job)) this.setState(job, 'Failed');
    } finally {
      job.processingMs = Math.round(performance.now() - started);
    }
  }
}
