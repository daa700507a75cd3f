import type { AdminOrg } from './admin-org.ts';
import type { Journal } from './journal.ts';

/** What a plan says about one thing. `person`: something that only a person can do, in Setup. */
export type ChangeKind = 'make' | 'change' | 'remove' | 'keep' | 'person';

export interface Change {
  readonly kind: ChangeKind;
  readonly what: string;
}

/** What every step has at hand. */
export interface StepContext {
  readonly org: AdminOrg;
  readonly journal: Journal;
  /** A word while a step goes on. */
  readonly say: (text: string) => void;
}

/**
 * One step of an installation. It looks at the org and at the files each time and does what is missing: done twice, or
 * killed in the middle and done again, it ends in the same state.
 */
export interface Step {
  readonly name: string;
  /** What it is for, as the heading of its part of the plan. */
  readonly title: string;
  /** What it would do now; changes nothing. */
  plan(): Promise<readonly Change[]>;
  /** Does it. @returns what came of it, in a sentence */
  apply(): Promise<string>;
}

export interface PlannedStep {
  readonly name: string;
  readonly title: string;
  readonly changes: readonly Change[];
}

/** Told while steps run. */
export interface StepWatcher {
  started(step: Step, position: number, count: number): void;
  done(step: Step, result: string): void;
}

/** What all steps would do now. */
export async function planOf(steps: readonly Step[]): Promise<readonly PlannedStep[]> {
  const planned: PlannedStep[] = [];
  for (const step of steps) planned.push({ name: step.name, title: step.title, changes: await step.plan() });
  return planned;
}

/** Runs the steps in their order. The first that fails ends it; the next call begins with the first again. */
export async function runSteps(steps: readonly Step[], watcher: StepWatcher): Promise<void> {
  for (const [index, step] of steps.entries()) {
    watcher.started(step, index + 1, steps.length);
    watcher.done(step, await step.apply());
  }
}

export const make = (what: string): Change => ({ kind: 'make', what });
export const change = (what: string): Change => ({ kind: 'change', what });
export const remove = (what: string): Change => ({ kind: 'remove', what });
export const keep = (what: string): Change => ({ kind: 'keep', what });
export const person = (what: string): Change => ({ kind: 'person', what });
