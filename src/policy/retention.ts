/** Kinds of facts that grow old; who owns an account or is on its team knows it now. */
const AGING: ReadonlySet<string> = new Set(['meeting', 'call', 'mail', 'case']);

/** From when on activity counts and closed records stay, in milliseconds since 1970: so many calendar months before now. */
export function retentionStart(nowMs: number, months: number): number {
  const start = new Date(nowMs);
  start.setUTCMonth(start.getUTCMonth() - months);
  return start.getTime();
}

/** Whether a fact still counts. Deals do, as long as they stand in the CRM: they are the company's books. */
export function isRemembered(
  { kind, atMs }: { readonly kind: string; readonly atMs: number },
  sinceMs: number,
): boolean {
  return atMs >= sinceMs || !AGING.has(kind);
}
