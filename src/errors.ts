/** What went wrong, in a form that a program can branch on and a person can act on. */
export interface AppErrorOptions {
  /** What the person can do about it, most likely cure first. */
  readonly actions?: readonly string[];
  /** How long to wait before the same thing may work, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** The base of every error that Baton raises on purpose. `message` is for people, `code` for programs. */
export class AppError extends Error {
  readonly code: string;
  readonly actions: readonly string[];
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.actions = options.actions ?? [];
    this.retryAfterMs = options.retryAfterMs;
  }
}
