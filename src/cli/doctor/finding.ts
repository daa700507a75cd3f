import { AppError } from '../../errors.ts';

/** Where something was looked at. */
export type Area =
  | 'reachability'
  | 'credentials'
  | 'API version'
  | 'access'
  | 'divisions'
  | 'budget'
  | 'clock'
  | 'database'
  | 'by hand'
  | 'key'
  | 'storage';

/** `ok`: as it should be. `hint`: Baton works, and less well than it could. `fault`: something must be mended. */
export type Level = 'ok' | 'hint' | 'fault';

export interface Finding {
  readonly area: Area;
  readonly level: Level;
  readonly message: string;
  /** What to do, most likely cure first. */
  readonly actions: readonly string[];
}

export function ok(area: Area, message: string): Finding {
  return { area, level: 'ok', message, actions: [] };
}

export function hint(area: Area, message: string, actions: readonly string[]): Finding {
  return { area, level: 'hint', message, actions };
}

export function fault(area: Area, message: string, actions: readonly string[]): Finding {
  return { area, level: 'fault', message, actions };
}

/** A foreseen error as a finding; anything else is a fault of ours and passes through. */
export function faultOf(area: Area, error: unknown): Finding {
  if (!(error instanceof AppError)) throw error;
  return fault(area, error.message, error.actions);
}
