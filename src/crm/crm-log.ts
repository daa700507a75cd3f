/** The part of a pino logger that crm uses. Values are ids, counts and codes; never names, texts or tokens. */
export interface CrmLog {
  debug(values: object, message: string): void;
  info(values: object, message: string): void;
  warn(values: object, message: string): void;
}

const ignore = (): void => undefined;

/** For callers that do not want a log. */
export const silentLog: CrmLog = { debug: ignore, info: ignore, warn: ignore };
