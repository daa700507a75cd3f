/** A sign at this customer that it needs something now. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly product: string;
  /** When it happened; of a contract, when it ends. Milliseconds since 1970. */
  readonly atMs: number;
}

export type EvidenceKind = 'case' | 'campaign' | 'contractEnd' | 'lostDeal';

const DAY_MS = 86_400_000;

/**
 * By how much a fresh sign multiplies the odds. Judgement, not measurement: who asks in a case names the need without
 * being asked (6); an answer to a campaign was invited (4); who talks about a new contract can be asked about more (3); a
 * deal that another division lost shows a need, and a refusal too (2).
 */
const ODDS: Readonly<Record<EvidenceKind, number>> = { case: 6, campaign: 4, contractEnd: 3, lostDeal: 2 };

/** What a sign adds to the log-odds at a moment; it halves every half-life, before a contract's end as after. */
export function evidenceWeight({ kind, atMs }: Evidence, nowMs: number, halfLifeDays: number): number {
  return Math.log(ODDS[kind]) * 2 ** (-Math.abs(nowMs - atMs) / (halfLifeDays * DAY_MS));
}

/** Products that the customer itself named. */
export function evidenceNaming(signs: readonly Evidence[]): string[] {
  return signs.flatMap(({ kind, product }) => (kind === 'case' || kind === 'campaign' ? [product] : []));
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** The sign as a sentence without anything that only its record may tell. */
export function evidenceSentence({ kind, product, atMs }: Evidence): string {
  const at = new Date(atMs);
  const day = `${String(at.getUTCDate())} ${MONTHS[at.getUTCMonth()] ?? ''} ${String(at.getUTCFullYear())}`;
  switch (kind) {
    case 'case':
      return `They asked about ${product} on ${day} (case).`;
    case 'campaign':
      return `They answered a campaign about ${product} on ${day}.`;
    case 'contractEnd':
      return `Their contract with us ends on ${day}.`;
    case 'lostDeal':
      return `They talked with a colleague about ${product} until ${day} and did not buy.`;
  }
}
