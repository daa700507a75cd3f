import type { ServedNeed } from '../../store/tables/needs.ts';

/** The company's needs, ready for questions. */
export interface NeedCatalogue {
  readonly needs: readonly ServedNeed[];
  readonly byKey: ReadonlyMap<string, ServedNeed>;
  readonly byId: ReadonlyMap<string, ServedNeed>;
  /** The division that serves a need, both by key. */
  readonly divisionOf: ReadonlyMap<string, string>;
}

export function toCatalogue(needs: readonly ServedNeed[]): NeedCatalogue {
  return {
    needs,
    byKey: new Map(needs.map((need) => [need.key, need])),
    byId: new Map(needs.map((need) => [need.id, need])),
    divisionOf: new Map(needs.map((need) => [need.key, need.divisionKey])),
  };
}

/**
 * Which needs a deal is about: those that its product families serve. A deal without a family that serves anything is
 * about what its division sells as a whole, where the company wrote that down as a need.
 */
export function needsOfDeal(
  { needs }: NeedCatalogue,
  { families, divisionId }: { readonly families: readonly string[]; readonly divisionId: string | null },
): readonly string[] {
  const served = needs.filter((need) => need.families.some((family) => families.includes(family)));
  const found =
    served.length > 0 ? served : needs.filter((need) => need.families.length === 0 && need.divisionId === divisionId);
  return found.map(({ key }) => key);
}
