import type { Database } from '../database.ts';
import type { Table } from '../table.ts';

/** What a division decides about hand-offs; null or undefined: the policy counts. */
export interface DivisionDeskRow {
  readonly id: string;
  readonly intakeUserId?: string | null | undefined;
  readonly intakeGroup?: string | null | undefined;
  readonly businessHours?: string | null | undefined;
  readonly decideHours?: number | null | undefined;
  readonly contactHours?: number | null | undefined;
  readonly statusDays?: number | null | undefined;
}

export const divisionDesks: Table<DivisionDeskRow> = {
  name: 'division_desk',
  columns: {
    id: 'text',
    intakeUserId: 'text',
    intakeGroup: 'text',
    businessHours: 'text',
    decideHours: 'double precision',
    contactHours: 'double precision',
    statusDays: 'double precision',
  },
  links: ['id'],
};

/** What a person chose about hand-offs and introductions. */
export interface DeskChoiceRow {
  readonly id: string;
  readonly ownerId: string;
  /** `YYYY-MM-DD`, the last day. */
  readonly awayUntil?: string | null | undefined;
  readonly asksAMonth?: number | null | undefined;
  readonly openCap?: number | null | undefined;
  readonly notices?: string | null | undefined;
  /** ISO 8601. */
  readonly digestAt?: string | null | undefined;
  readonly digestSentAt?: string | null | undefined;
  /** When a panel asked to be looked at sooner. */
  readonly wake?: string | null | undefined;
}

export const deskChoices: Table<DeskChoiceRow> = {
  name: 'desk_choice',
  columns: {
    id: 'text',
    ownerId: 'text',
    awayUntil: 'text',
    asksAMonth: 'int',
    openCap: 'int',
    notices: 'text',
    digestAt: 'text',
    digestSentAt: 'text',
    wake: 'text',
  },
  links: ['ownerId'],
};

/** A deal that came of a hand-off; never its amount. */
export interface HandoffDealRow {
  readonly id: string;
  readonly handoffId: string;
  readonly ownerId: string;
  readonly isWon: boolean;
  readonly isClosed: boolean;
  readonly amountClass?: string | undefined;
  /** When it last changed. */
  readonly stampMs: number;
}

export const handoffDeals: Table<HandoffDealRow> = {
  name: 'handoff_deal',
  columns: {
    id: 'text',
    handoffId: 'text',
    ownerId: 'text',
    isWon: 'boolean',
    isClosed: 'boolean',
    amountClass: 'text',
    stampMs: 'bigint',
  },
  links: ['handoffId'],
};

export interface UserPlaceRow {
  readonly id: string;
  readonly name: string;
  readonly city?: string | undefined;
  readonly roleId?: string | undefined;
}

export const userPlaces: Table<UserPlaceRow> = {
  name: 'user_place',
  columns: { id: 'text', name: 'text', city: 'text', roleId: 'text' },
  links: ['id'],
};

/** The latest moment at which some panel asked to be looked at sooner; undefined where none ever did. */
export async function readLatestWake(database: Database): Promise<string | undefined> {
  const [row] = await database.query<{ wake: string | null }>('SELECT max(wake) AS wake FROM desk_choice');
  return row?.wake ?? undefined;
}
