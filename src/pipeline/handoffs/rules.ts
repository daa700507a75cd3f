import type { Rules } from '../../handoff/index.ts';
import type { DeskRow } from '../../store/tables/handoff-world.ts';

/** Company rules about hand-offs and introductions; hours are working hours. */
export interface HandoffPolicy {
  readonly decideHours: number;
  readonly contactHours: number;
  readonly statusDays: number;
  readonly graceHours: number;
  readonly answerHours: number;
  readonly asksAMonth: number;
  readonly openHandoffsCap: number;
  readonly digestHour: number;
  readonly meetingsAPerson: number;
  readonly tellsAmountClass: boolean;
}

const DEFAULTS = {
  decideHours: 8,
  contactHours: 16,
  statusDays: 30,
  graceHours: 4,
  answerHours: 24,
  asksAMonth: 4,
  openHandoffsCap: 10,
  digestHour: 8,
  meetingsAPerson: 1,
} as const;

/** The company's choices over the defaults; what makes no sense is left at its default. */
export function handoffPolicy(choices: Readonly<Record<string, string | number>>): HandoffPolicy {
  const number = (key: keyof typeof DEFAULTS): number => {
    const value = choices[key];
    return typeof value === 'number' && value >= 0 ? value : DEFAULTS[key];
  };
  return {
    decideHours: number('decideHours'),
    contactHours: number('contactHours'),
    statusDays: Math.max(1, number('statusDays')),
    graceHours: number('graceHours'),
    answerHours: number('answerHours'),
    asksAMonth: number('asksAMonth'),
    openHandoffsCap: number('openHandoffsCap'),
    digestHour: Math.min(23, number('digestHour')),
    meetingsAPerson: number('meetingsAPerson'),
    tellsAmountClass: choices['amountClass'] !== 'hidden',
  };
}

/** What a division decides, over the company's rules. */
export function rulesOf(desk: DeskRow | undefined, policy: HandoffPolicy): Rules {
  return {
    decideHours: desk?.decideHours ?? policy.decideHours,
    contactHours: desk?.contactHours ?? policy.contactHours,
    statusDays: desk?.statusDays ?? policy.statusDays,
    graceHours: policy.graceHours,
    tellsAmountClass: policy.tellsAmountClass,
  };
}
