import { z } from 'zod';

import type { Strike } from './effect.ts';
import { effectKinds } from './effects/index.ts';

/** What a rule looks at. What is left out fits everything. */
const match = z.strictObject({
  /** Address below `/services/data/vNN.0`, or the whole path elsewhere; `*` is one segment, `**` at the end all others. */
  route: z.string().startsWith('/').optional(),
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD']).optional(),
  object: z.string().min(1).optional(),
  /** Id or username. */
  user: z.string().min(1).optional(),
});

/** When it strikes, counted over what it matches. */
const when = z.strictObject({
  probability: z.number().min(0).max(1).default(1),
  /** So many pass first. */
  after: z.number().int().min(0).default(0),
  /** At most so often. */
  count: z.number().int().min(1).optional(),
  /** Every so manieth. */
  every: z.number().int().min(1).default(1),
  /** Rules of a higher order wait until those of a lower one are used up (by `count`). */
  order: z.number().int().default(0),
});

const byKind = new Map(effectKinds.map((kind) => [kind.kind, kind]));

const effect = z
  .looseObject({ kind: z.enum(effectKinds.map(({ kind }) => kind)) })
  .superRefine(({ kind, ...options }, context) => {
    const result = byKind.get(kind)?.options.safeParse(options);
    for (const { message, path } of result?.error?.issues ?? []) {
      context.addIssue({ code: 'custom', message, path: [...path] });
    }
  });

const rule = z
  .strictObject({
    name: z.string().min(1).optional(),
    match: match.prefault({}),
    when: when.prefault({}),
    effect,
  })
  .superRefine((given, context) => {
    if (byKind.get(given.effect.kind)?.on !== 'row') return;
    for (const field of ['route', 'method'] as const) {
      if (given.match[field] === undefined) continue;
      const message = `${given.effect.kind} strikes rows, which are matched by object and user`;
      context.addIssue({ code: 'custom', message, path: ['match', field] });
    }
  });

const plan = z.strictObject({
  /** Seed of the probabilities: the same calls meet the same faults. */
  seed: z.number().int().default(1),
  rules: z.array(rule),
});

export interface FaultRule extends Omit<z.output<typeof rule>, 'name'> {
  readonly name: string;
}

export interface FaultPlan {
  readonly seed: number;
  readonly rules: readonly FaultRule[];
}

/** The rules can not be used. Its message has a line for each problem. */
export class FaultPlanError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The fault rules can not be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'FaultPlanError';
    this.problems = problems;
  }
}

/**
 * Reads fault rules: `{seed, rules}` or the rules alone.
 * @throws FaultPlanError with all problems, each with the rule and the field
 */
export function readFaultPlan(input: unknown): FaultPlan {
  const whole: unknown = Array.isArray(input) ? { rules: input } : input;
  const result = plan.safeParse(whole);
  if (!result.success) throw new FaultPlanError(result.error.issues.map((issue) => inWords(issue, whole)));
  const { seed, rules } = result.data;
  const named = rules.map((one, index) => ({ ...one, name: one.name ?? `rule ${index + 1}` }));
  const twice = named.filter(({ name }, index) => named.findIndex((other) => other.name === name) < index);
  if (twice.length > 0) throw new FaultPlanError(twice.map(({ name }) => `two rules are called ${name}`));
  return { seed, rules: named };
}

/** What the effect of a rule does. */
export function strikeOf({ effect: { kind, ...options } }: FaultRule): Strike {
  const known = byKind.get(kind);
  if (known === undefined) throw new Error(`There is no fault ${kind}`);
  return known.make(known.options.parse(options));
}

function inWords({ path, message }: z.core.$ZodIssue, input: unknown): string {
  const [first, index, ...field] = path;
  if (first !== 'rules' || typeof index !== 'number') return `${path.join('.') || 'faults'}: ${message}`;
  const { rules } = input as { rules: readonly ({ name?: unknown } | null)[] };
  const name = rules[index]?.name;
  const called = typeof name === 'string' ? ` (${name})` : '';
  return `rule ${index + 1}${called}, ${field.join('.') || 'as a whole'}: ${message}`;
}
