import type { ContractEndRow } from '../../store/tables/need-facts.ts';
import type { Evidence } from '../../suggest/index.ts';

const DAY_MS = 86_400_000;
/** How long before its end a contract is spoken of. Judgement: people ask for new offers before notice is due. */
const MOMENT_DAYS = 180;

/** When the customer decides anew about what a division does for it. */
export interface Moment {
  /** When the last day of the contract begins. */
  readonly endMs: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** By division, as far as `keyOf` knows it by key. */
export function momentsOf(
  ends: readonly ContractEndRow[],
  keyOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, Moment> {
  return new Map(
    ends.flatMap(({ divisionId, endMs }) => {
      const key = keyOf.get(divisionId);
      return key === undefined
        ? []
        : [[key, { endMs, fromMs: endMs - MOMENT_DAYS * DAY_MS, untilMs: endMs + DAY_MS }] as const];
    }),
  );
}

/** Whoever talks about a new contract can ask about all that other divisions do: it speaks for each of it alike. */
export function signsOfMoment(
  moment: Moment | undefined,
  ownDivision: string | null,
  divisionOf: ReadonlyMap<string, string>,
  nowMs: number,
): Evidence[] {
  if (moment === undefined || nowMs < moment.fromMs || nowMs >= moment.untilMs) return [];
  return [...divisionOf].flatMap(([product, division]) =>
    division === ownDivision ? [] : [{ kind: 'contractEnd', product, atMs: moment.endMs } as const],
  );
}
