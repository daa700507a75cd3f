import { randomBytes } from 'node:crypto';

import type { Org } from './org.ts';

/** Salesforce's default session timeout: two hours without a request. */
const idleTimeoutMs = 2 * 60 * 60 * 1000;

export interface Session {
  readonly token: string;
  readonly userId: string;
  /** What a browser session is: its calls come from panels through LDS and count no API calls. */
  readonly browser: boolean;
  /** False for sessions that the admin port hands out: moving the clock must not end a demo. */
  readonly expires: boolean;
}

export interface SessionOptions {
  readonly browser?: boolean;
  readonly expires?: boolean;
}

/** The open sessions of one running org. They live in memory: a restart ends them, as a Salesforce release does. */
export class Sessions {
  readonly #org: Org;
  readonly #open = new Map<string, { session: Session; lastUsed: number }>();

  constructor(org: Org) {
    this.#org = org;
  }

  /** Opens a session for a user. The token has Salesforce's form `<org id, 15 characters>!<secret>`. */
  start(userId: string, options: SessionOptions = {}): Session {
    const secret = randomBytes(72).toString('base64url').replaceAll('-', '.');
    const token = `${this.#org.id.slice(0, 15)}!AQ${secret}`;
    const session = { token, userId, browser: options.browser ?? false, expires: options.expires ?? true };
    this.#open.set(token, { session, lastUsed: this.#org.clock.now() });
    return session;
  }

  /** The session of this token, kept alive by the look-up; undefined once it is over. */
  find(token: string): Session | undefined {
    const entry = this.#open.get(token);
    if (entry === undefined) return undefined;
    const now = this.#org.clock.now();
    if (entry.session.expires && now - entry.lastUsed > idleTimeoutMs) {
      this.#open.delete(token);
      return undefined;
    }
    entry.lastUsed = now;
    return entry.session;
  }

  /** Ends one session; false if there was none. */
  end(token: string): boolean {
    return this.#open.delete(token);
  }

  /** Ends every session, or every session of one user, and says how many there were. */
  endAll(userId?: string): number {
    let ended = 0;
    for (const [token, { session }] of this.#open) {
      if (userId !== undefined && session.userId !== userId) continue;
      this.#open.delete(token);
      ended += 1;
    }
    return ended;
  }
}
