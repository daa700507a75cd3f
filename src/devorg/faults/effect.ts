import type { Request, Response } from 'express';
import { z } from 'zod';

import type { ApiReply, Call, CallPlace, DevorgContext, Handler } from '../api/context.ts';
import type { Saving } from '../records/save-guards.ts';
import type { Random } from '../sample/random.ts';

/** A request on the wire, before the org has seen it. */
export interface Wire {
  readonly context: DevorgContext;
  readonly req: Request;
  readonly res: Response;
  /** Lets the org answer; without it nothing happens in the org. */
  readonly next: () => void;
  readonly random: Random;
}

/** Spoils a request or its reply on the wire. */
export interface WireStrike {
  readonly on: 'wire';
  /** Requests that the fault can hit at all; any where absent. */
  readonly fits?: (wire: Wire) => boolean;
  readonly strike: (wire: Wire) => void;
}

/** Spoils one call, alone or as a part of a composite request. */
export interface CallStrike {
  readonly on: 'call';
  readonly fits?: (call: Call, place: CallPlace) => boolean;
  readonly strike: (call: Call, answer: Handler) => ApiReply | Promise<ApiReply>;
}

/** Refuses or restamps one row that is being saved. */
export interface RowStrike {
  readonly on: 'row';
  readonly fits?: (saving: Saving) => boolean;
  readonly strike: (saving: Saving) => void;
}

/** Changes the org for as long as the rule holds. */
export interface StandingStrike {
  readonly on: 'standing';
  /** @param isHit whether the rule means this user @returns what ends it */
  readonly begin: (context: DevorgContext, isHit: (userId: string) => boolean) => () => void;
}

export type Strike = WireStrike | CallStrike | RowStrike | StandingStrike;

/** One thing that can go wrong, with the options that a rule may give. */
export interface EffectKind {
  readonly kind: string;
  readonly on: Strike['on'];
  readonly options: z.ZodType;
  /** @param options as the schema has read them */
  readonly make: (options: unknown) => Strike;
}

/** Defines an effect: its name in rules, its options, and what it does with them. */
export function effect<On extends Strike['on'], Shape extends z.ZodRawShape>(
  kind: string,
  on: On,
  shape: Shape,
  make: (options: z.output<z.ZodObject<Shape>>) => Omit<Extract<Strike, { on: On }>, 'on'>,
): EffectKind {
  const options = z.strictObject(shape);
  return {
    kind,
    on,
    options,
    make: (given) => ({ on, ...make(given as z.output<z.ZodObject<Shape>>) }) as unknown as Strike,
  };
}
