/** A hand-off, as far as it counts between two people. */
export interface Given {
  readonly giverId: string;
  readonly receiverId: string;
  readonly state: string;
  /** When it was accepted; undefined where it never was. */
  readonly acceptedMs: number | undefined;
  readonly closedMs: number | undefined;
}

/** What passed between one person and one colleague, as that person reads it. */
export interface Exchange {
  readonly ownerId: string;
  readonly colleagueId: string;
  readonly given: number;
  readonly received: number;
  readonly givenOpen: number;
  readonly receivedOpen: number;
  readonly givenWon: number;
  readonly receivedWon: number;
  /** When something was last accepted either way. */
  readonly lastMs: number;
  /** When the owner last won what the colleague gave. */
  readonly lastWonMs: number | undefined;
}

const OPEN: readonly string[] = ['Accepted', 'In contact', 'Converted'];
const COUNTED: readonly string[] = [...OPEN, 'Won', 'Lost', 'Returned'];

/**
 * Two rows for each two people between whom something was accepted. Only acceptance counts: what was offered, declined
 * or taken back says nothing about either. No sums over people, no balance.
 */
export function exchangesOf(handoffs: readonly Given[]): readonly Exchange[] {
  const rows = new Map<string, Exchange>();
  for (const handoff of handoffs) {
    if (handoff.acceptedMs === undefined || !COUNTED.includes(handoff.state)) continue;
    if (handoff.giverId === handoff.receiverId) continue;
    add(rows, handoff.giverId, handoff.receiverId, countGiven(handoff, handoff.acceptedMs));
    add(rows, handoff.receiverId, handoff.giverId, countReceived(handoff, handoff.acceptedMs));
  }
  return [...rows.values()];
}

type Count = Omit<Exchange, 'ownerId' | 'colleagueId'>;

const NOTHING = { given: 0, received: 0, givenOpen: 0, receivedOpen: 0, givenWon: 0, receivedWon: 0 } as const;

function countGiven({ state }: Given, lastMs: number): Count {
  const open = Number(OPEN.includes(state));
  return { ...NOTHING, given: 1, givenOpen: open, givenWon: Number(state === 'Won'), lastMs, lastWonMs: undefined };
}

function countReceived({ state, closedMs }: Given, lastMs: number): Count {
  const isWon = state === 'Won';
  const open = Number(OPEN.includes(state));
  const lastWonMs = isWon ? closedMs : undefined;
  return { ...NOTHING, received: 1, receivedOpen: open, receivedWon: Number(isWon), lastMs, lastWonMs };
}

function add(rows: Map<string, Exchange>, ownerId: string, colleagueId: string, count: Count): void {
  const key = `${ownerId}-${colleagueId}`;
  const known = rows.get(key);
  if (known === undefined) {
    rows.set(key, { ownerId, colleagueId, ...count });
    return;
  }
  const wins = [known.lastWonMs, count.lastWonMs].filter((ms) => ms !== undefined);
  rows.set(key, {
    ownerId,
    colleagueId,
    given: known.given + count.given,
    received: known.received + count.received,
    givenOpen: known.givenOpen + count.givenOpen,
    receivedOpen: known.receivedOpen + count.receivedOpen,
    givenWon: known.givenWon + count.givenWon,
    receivedWon: known.receivedWon + count.receivedWon,
    lastMs: Math.max(known.lastMs, count.lastMs),
    lastWonMs: wins.length === 0 ? undefined : Math.max(...wins),
  });
}
