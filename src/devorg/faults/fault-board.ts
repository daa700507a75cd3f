import type { Request, Response } from 'express';

import type { ApiReply, Call, CallPlace, DevorgContext, Handler } from '../api/context.ts';
import { addSaveGuard, type Saving } from '../records/save-guards.ts';
import { type Random, randomFor } from '../sample/random.ts';
import type { Wire } from './effect.ts';
import { isUser, matches, type Subject, subjectOfCall, subjectOfRequest } from './matching.ts';
import type { FaultPlan } from './plan.ts';
import { RuleInForce } from './rule-in-force.ts';

/** How often a rule met what it matches, and how often it struck. */
export interface FaultCount {
  readonly name: string;
  readonly kind: string;
  readonly seen: number;
  readonly struck: number;
}

const noRules: FaultPlan = { seed: 1, rules: [] };

/** The faults of a running org: holds the rules, and stands where requests, calls and rows pass. */
export class FaultBoard {
  readonly #context: DevorgContext;
  #plan = noRules;
  #rules: readonly RuleInForce[] = [];
  #random: Random = randomFor('faults', noRules.seed);

  constructor(context: DevorgContext) {
    this.#context = context;
    context.faults.push((req, res, next) => {
      this.#onWire(req, res, next);
    });
    context.callFaults.push((call, place, answer) => this.#onCall(call, place, answer));
    addSaveGuard(context.org, (saving) => {
      this.#onRow(saving);
    });
  }

  get plan(): FaultPlan {
    return this.#plan;
  }

  /** Takes these rules in place of those before, whose lasting effects end. Counting starts anew. */
  set(plan: FaultPlan): void {
    for (const rule of this.#rules) rule.end();
    this.#plan = plan;
    this.#random = randomFor('faults', plan.seed);
    this.#rules = plan.rules.map((rule) => new RuleInForce(rule));
    for (const rule of this.#rules) this.#stand(rule);
  }

  clear(): void {
    this.set(noRules);
  }

  counts(): FaultCount[] {
    return this.#rules.map(({ rule, seen, struck }) => ({ name: rule.name, kind: rule.effect.kind, seen, struck }));
  }

  #onWire(req: Request, res: Response, next: () => void): void {
    if (this.#rules.length === 0) {
      next();
      return;
    }
    const subject = subjectOfRequest(this.#context, req);
    const { context, rules } = { context: this.#context, rules: [...this.#rules] };
    const step = (): void => {
      const rule = rules.shift();
      if (rule === undefined) {
        next();
        return;
      }
      const wire: Wire = { context, req, res, next: step, random: this.#random };
      if (!this.#strikesWire(rule, subject, wire)) step();
    };
    step();
  }

  #strikesWire(rule: RuleInForce, subject: Subject, wire: Wire): boolean {
    const { strike } = rule;
    if (strike.on !== 'wire' && strike.on !== 'standing') return false;
    if (!matches(this.#context.org, rule.rule, subject)) return false;
    if (strike.on === 'standing') {
      rule.see();
      this.#stand(rule);
      return false;
    }
    if (strike.fits?.(wire) === false || !this.#isDue(rule)) return false;
    strike.strike(wire);
    return true;
  }

  #onCall(call: Call, place: CallPlace, answer: Handler): ApiReply | Promise<ApiReply> {
    let subject: Subject | undefined;
    for (const rule of this.#rules) {
      const { strike } = rule;
      if (strike.on !== 'call') continue;
      subject ??= subjectOfCall(call);
      const fits = matches(this.#context.org, rule.rule, subject) && strike.fits?.(call, place) !== false;
      if (fits && this.#isDue(rule)) return strike.strike(call, answer);
    }
    return answer(call);
  }

  #onRow(saving: Saving): void {
    const subject = { object: saving.object.name, userId: saving.userId };
    for (const rule of this.#rules) {
      const { strike } = rule;
      if (strike.on !== 'row' || !matches(this.#context.org, rule.rule, subject)) continue;
      if (strike.fits?.(saving) !== false && this.#isDue(rule)) strike.strike(saving);
    }
  }

  #isDue(rule: RuleInForce): boolean {
    const { order } = rule.rule.when;
    const waits = this.#rules.some((other) => other.rule.when.order < order && !other.isUsedUp());
    return !waits && rule.isDue(this.#random);
  }

  /** Begins or ends what lasts, as the requests seen so far say. */
  #stand(rule: RuleInForce): void {
    const { user } = rule.rule.match;
    const { org } = this.#context;
    rule.stand(this.#context, (userId) => user === undefined || isUser(org, user, userId));
  }
}
