import type { ChangeKind, PlannedStep } from '../../install/step.ts';

const marks: Readonly<Record<ChangeKind, string>> = { make: '+', change: '~', remove: '-', keep: '=', person: '!' };
const LEGEND = '  + made   ~ changed   - removed   = kept as it is   ! for you to do by hand';

/** A plan for a person: each step with what it would make, change and remove. */
export function renderPlan(steps: readonly PlannedStep[]): string {
  const parts = steps.map(({ title, changes }, index) => {
    const lines = changes.map(({ kind, what }) => `   ${marks[kind]} ${what}`);
    return [`${String(index + 1)}. ${title}`, ...lines].join('\n');
  });
  return `${[...parts, LEGEND].join('\n\n')}\n`;
}

/** True where a plan has nothing to make, change or remove. */
export function isNothingToDo(steps: readonly PlannedStep[]): boolean {
  return steps.every(({ changes }) => changes.every(({ kind }) => kind === 'keep' || kind === 'person'));
}
