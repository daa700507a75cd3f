import pino, { type DestinationStream, type Logger } from 'pino';

import { redact, redactText } from './redact.ts';

export interface LogOptions {
  readonly level: string;
  /** Where lines go; standard error by default, so that standard output stays free for results. */
  readonly destination?: DestinationStream;
}

/**
 * The service's logger: one JSON object a line, a constant lower-case phrase as message, ids and counts as fields.
 * Everything passes through `redact` on its way out.
 */
export function createLogger(options: LogOptions): Logger {
  const destination = options.destination ?? pino.destination({ dest: 2, sync: true });
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      serializers: { err: redact },
    },
    // The finished line once more as text: whatever way a token took into it, it does not leave.
    { write: (line) => destination.write(redactText(line)) },
  );
}

export type { Logger };
