import type { DevorgContext } from '../api/context.ts';
import type { Random } from '../sample/random.ts';
import type { Strike } from './effect.ts';
import { type FaultRule, strikeOf } from './plan.ts';

/** A rule with its counters. */
export class RuleInForce {
  readonly rule: FaultRule;
  readonly strike: Strike;
  seen = 0;
  struck = 0;
  #end: (() => void) | undefined;

  constructor(rule: FaultRule) {
    this.rule = rule;
    this.strike = strikeOf(rule);
  }

  /** Counts what the rule matches and says whether it strikes now. */
  isDue(random: Random): boolean {
    const { after, every, probability } = this.rule.when;
    if (this.isUsedUp()) return false;
    this.see();
    const isTurn = this.seen > after && (this.seen - after - 1) % every === 0;
    if (!isTurn || (probability < 1 && !random.chance(probability))) return false;
    this.struck += 1;
    return true;
  }

  see(): void {
    this.seen += 1;
  }

  isUsedUp(): boolean {
    const { count } = this.rule.when;
    return count !== undefined && this.struck >= count;
  }

  /** What lasts begins after `after` requests and goes on for `count` more, or for ever. */
  stand(context: DevorgContext, isHit: (userId: string) => boolean): void {
    if (this.strike.on !== 'standing') return;
    const { after, count = Number.POSITIVE_INFINITY } = this.rule.when;
    const isOn = this.seen >= after && this.seen <= after + count;
    if (isOn && this.#end === undefined && this.struck === 0) {
      this.struck += 1;
      this.#end = this.strike.begin(context, isHit);
    } else if (!isOn) {
      this.end();
    }
  }

  /** Ends what lasts. */
  end(): void {
    this.#end?.();
    this.#end = undefined;
  }
}
