import { type Candidate, route, type Signals } from '../../handoff/index.ts';
import type { Policy } from '../../policy/index.ts';
import { strengthAt } from '../../relationship/index.ts';
import type { Database } from '../../store/database.ts';
import { readSignals, type RouteAsk, type SignalRow } from '../../store/tables/handoff-world.ts';
import { isNamed, standingOf } from './standing.ts';

export interface ProposeOptions {
  readonly policy: Policy;
  readonly openCap: number;
  readonly nowMs: number;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Who had it before in this chain. */
  readonly formerIds: readonly string[];
  /** How many each is about to get in the same look, which the store does not tell yet. */
  readonly justGiven?: ReadonlyMap<string, number>;
}

/** A tenth of somebody's customers in a region makes them half-way somebody from there. */
const NEAR_SHARE = 0.1;
/** A fifth of the region's customers looked after from somebody's office makes them near. */
const OFFICE_SHARE = 0.2;
/** How much the place of the team weighs against what the person does there. */
const TEAM = 0.8;

/**
 * Everybody who could receive, best first. Only people who are named are proposed: to be chosen for knowing a customer
 * tells that one knows them.
 */
export async function proposeReceivers(
  database: Database,
  ask: RouteAsk,
  options: ProposeOptions,
): Promise<readonly Candidate[]> {
  const rows = await readRows(database, ask, options);
  return route(rows.filter((row) => mayReceive(row, ask, options)).map((row) => toSignals(row, options)));
}

/**
 * Who has least open of those who may receive, for want of anybody better: over what the company wants where nobody is
 * below it, never over what they chose themselves.
 */
export async function findStandIn(
  database: Database,
  ask: RouteAsk,
  options: ProposeOptions,
): Promise<string | undefined> {
  const rows = await readRows(database, ask, options);
  const able = rows.filter((row) => mayReceive(row, ask, options) && row.open < (row.openCap ?? Infinity));
  return able.sort((one, other) => one.open - other.open || (one.id < other.id ? -1 : 1))[0]?.id;
}

async function readRows(
  database: Database,
  ask: RouteAsk,
  { justGiven }: ProposeOptions,
): Promise<readonly SignalRow[]> {
  const rows = await readSignals(database, ask);
  return rows.map((row) => ({ ...row, open: row.open + (justGiven?.get(row.id) ?? 0) }));
}

function mayReceive(row: SignalRow, ask: RouteAsk, { policy, today, formerIds }: ProposeOptions): boolean {
  return (
    standingOf(row, ask.divisionId, today) === 'fine' && isNamed(row.namings, policy) && !formerIds.includes(row.id)
  );
}

function toSignals(row: SignalRow, options: ProposeOptions): Signals {
  return {
    userId: row.id,
    tie: tieOf(row.logStrength, options),
    band: row.band ?? undefined,
    lastMonth: row.lastMonth ?? undefined,
    knowsContact: row.knowsContact,
    isOwner: row.isOwner,
    exchanges: row.exchanges,
    wins: row.wins,
    lastWinMonth: row.lastWinMs === null ? undefined : new Date(row.lastWinMs).toISOString().slice(0, 7),
    called: row.called,
    calledHere: row.calledHere,
    near: nearOf(row),
    sells: row.allAccounts > 0 || row.wins > 0,
    open: row.open,
    openCap: row.openCap ?? options.openCap,
  };
}

/** Half-way at the strength from which a tie counts as good; a strength has no upper end. */
function tieOf(logStrength: number | null, { nowMs, policy }: ProposeOptions): number {
  if (logStrength === null) return 0;
  const { halfLifeDays, bands } = policy.relationship;
  const strength = strengthAt(logStrength, nowMs, halfLifeDays);
  return strength / (strength + bands.good);
}

/** Where people of one role look after one place, the team says most; else the own accounts, the own city and the office. */
function nearOf(row: SignalRow): number {
  const own = ownNearOf(row);
  return row.teamShare === null ? own : TEAM * row.teamShare + (1 - TEAM) * own;
}

function ownNearOf(row: SignalRow): number {
  if (row.isOfCity) return 1;
  const isOfRegion = row.regionAccounts > 0 && row.regionAccounts >= row.allAccounts * NEAR_SHARE;
  return Math.max(isOfRegion ? 0.5 : 0, Math.min(1, row.officeShare / OFFICE_SHARE));
}
