import { writeAppRows } from '../client-apps/deployed-apps.ts';
import { newId, nextNumber } from '../data/index.ts';
import type { Org } from '../org.ts';
import { type DeployJob, type DeployOptions, isDone } from './deploy-job.ts';
import { runDeploy } from './run-deploy.ts';
import type { ZipFiles } from './zip.ts';

/** Between upload and start, so that a client sees a deploy wait, and can take it back. */
const STARTS_AFTER_MS = 150;

/** The deploys of a running org; a restart forgets them, not what they did. */
export class DeployJobs {
  readonly #org: Org;
  readonly #jobs = new Map<string, DeployJob>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(org: Org) {
    this.#org = org;
  }

  /** Takes a deploy; it starts soon, by itself. */
  add(userId: string, archive: ZipFiles, options: DeployOptions): DeployJob {
    const id = newId('0Af', nextNumber(this.#org, 'deploy'));
    const createdAt = this.#org.clock.now();
    const job: DeployJob = { id, userId, options, archive, createdAt, status: 'Pending', messages: [] };
    this.#jobs.set(id, job);
    this.#waiting.set(
      id,
      setTimeout(() => {
        this.#run(job);
      }, STARTS_AFTER_MS),
    );
    return job;
  }

  /** The deploy with this id of 15 or 18 characters. */
  find(id: string): DeployJob | undefined {
    return [...this.#jobs.values()].find((job) => job.id.slice(0, 15) === id.slice(0, 15));
  }

  /** Takes a deploy back that has not started; false where it is too late. */
  cancel(job: DeployJob): boolean {
    if (isDone(job)) return false;
    clearTimeout(this.#waiting.get(job.id));
    this.#waiting.delete(job.id);
    this.#end(job, 'Canceled');
    return true;
  }

  /** Takes back what has not started. */
  close(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }

  #run(job: DeployJob): void {
    this.#waiting.delete(job.id);
    job.status = 'InProgress';
    job.startedAt = this.#org.clock.now();
    try {
      job.messages = runDeploy(this.#org, job.archive, job.options);
      writeAppRows(this.#org, job.userId);
      this.#end(job, job.messages.some(({ success }) => !success) ? 'Failed' : 'Succeeded');
    } catch (error) {
      job.error = error instanceof Error ? error.message : String(error);
      this.#end(job, 'Failed');
    }
  }

  #end(job: DeployJob, status: DeployJob['status']): void {
    job.status = status;
    job.completedAt = this.#org.clock.now();
  }
}
