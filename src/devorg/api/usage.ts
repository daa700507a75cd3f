import type { Org } from '../org.ts';

const minuteMs = 60_000;
const minutesADay = 24 * 60;

/** Calls that count against the org's daily allocation, over a rolling 24 hours of the org's clock. */
export class ApiUsage {
  readonly #org: Org;
  readonly #minutes: { minute: number; calls: number }[] = [];
  #used = 0;

  constructor(org: Org) {
    this.#org = org;
  }

  get max(): number {
    return this.#org.settings.dailyApiRequests;
  }

  used(): number {
    this.#forgetOld();
    return this.#used;
  }

  isUsedUp(): boolean {
    return this.used() >= this.max;
  }

  count(calls: number): void {
    if (calls === 0) return;
    const minute = Math.floor(this.#org.clock.now() / minuteMs);
    const last = this.#minutes.at(-1);
    if (last?.minute === minute) last.calls += calls;
    else this.#minutes.push({ minute, calls });
    this.#used += calls;
  }

  /** The value of `Sforce-Limit-Info`. */
  header(): string {
    return `api-usage=${this.used()}/${this.max}`;
  }

  /** Forgets everything counted so far; only the admin port does this. */
  reset(): void {
    this.#minutes.length = 0;
    this.#used = 0;
  }

  #forgetOld(): void {
    const oldest = Math.floor(this.#org.clock.now() / minuteMs) - minutesADay;
    let first = this.#minutes[0];
    while (first !== undefined && first.minute <= oldest) {
      this.#used -= first.calls;
      this.#minutes.shift();
      first = this.#minutes[0];
    }
  }
}

/** What was asked since the last reset, by route: tests and the demo read it through the admin port. */
export class CallLog {
  readonly #byRoute = new Map<string, number>();
  #counted = 0;

  add(route: string, countedCalls: number): void {
    this.#byRoute.set(route, (this.#byRoute.get(route) ?? 0) + 1);
    this.#counted += countedCalls;
  }

  /** Calls that a Salesforce org would have counted, and all requests by route. */
  read(): { counted: number; byRoute: Record<string, number> } {
    const sorted = [...this.#byRoute].sort(([a], [b]) => a.localeCompare(b));
    return { counted: this.#counted, byRoute: Object.fromEntries(sorted) };
  }

  reset(): void {
    this.#byRoute.clear();
    this.#counted = 0;
  }
}
