import type { RecordName, Records } from '../crm/records.ts';
import type { Database } from '../store/database.ts';
import { type Change, removeRows, type Table, upsertRows } from '../store/table.ts';
import {
  type DeskChoiceRow,
  deskChoices,
  type DivisionDeskRow,
  divisionDesks,
  type HandoffDealRow,
  handoffDeals,
  type UserPlaceRow,
  userPlaces,
} from '../store/tables/desks.ts';
import {
  type HandoffMessageRow,
  handoffMessages,
  type HandoffRow,
  handoffs,
  type IntroductionRequestRow,
  introductionRequests,
  type IntroductionRow,
  introductions,
  markHandoffs,
  toHandoffRow,
} from '../store/tables/handoffs.ts';

/** Where the rows of one object are kept; the same as `Follow`, without its name. */
interface Kept<Row> {
  readonly tableName: string;
  readonly counted?: Table<{ readonly id: string }> | undefined;
  readonly isWhole?: boolean | undefined;
  write(database: Database, records: readonly Row[]): Promise<Change[]>;
  readonly add?: ((database: Database, records: readonly Row[]) => Promise<void>) | undefined;
  remove(database: Database, ids: readonly string[]): Promise<Change[]>;
}

/** Something beside the main rows that is kept of a record, and what a change of it concerns. */
interface Beside<Record, Row extends { readonly id: string }> {
  readonly table: Table<Row>;
  readonly toRow: (record: Record) => Row | undefined;
  /** Hand-offs to look at again. */
  readonly concerns?: (changes: readonly Change[]) => readonly string[];
}

async function keep<Record extends { readonly id: string }, Row extends { readonly id: string }>(
  database: Database,
  { table, toRow, concerns }: Beside<Record, Row>,
  records: readonly Record[],
): Promise<void> {
  const rows: Row[] = [];
  const unwanted: string[] = [];
  for (const record of records) {
    const row = 'isDeleted' in record && record.isDeleted === true ? undefined : toRow(record);
    if (row === undefined) unwanted.push(record.id);
    else rows.push(row);
  }
  const changes = [...(await upsertRows(database, table, rows)), ...(await removeRows(database, table, unwanted))];
  if (concerns !== undefined) await markHandoffs(database, concerns(changes));
}

/** Keeps something more of a record, whose changes concern hand-offs and nobody else. */
export function alsoKeeping<Record extends { readonly id: string }, Row extends { readonly id: string }>(
  main: Kept<Record>,
  beside: Beside<Record, Row>,
): Kept<Record> {
  const { add } = main;
  return {
    tableName: main.tableName,
    counted: main.counted,
    isWhole: main.isWhole,
    add:
      add === undefined
        ? undefined
        : async (database, records) => {
            await keep(database, beside, records);
            await add(database, records);
          },
    async write(database, records) {
      await keep(database, beside, records);
      return main.write(database, records);
    },
    async remove(database, ids) {
      const changes = await removeRows(database, beside.table, ids);
      if (beside.concerns !== undefined) await markHandoffs(database, beside.concerns(changes));
      return main.remove(database, ids);
    },
  };
}

export const desksOfDivisions: Beside<Records['division'], DivisionDeskRow> = {
  table: divisionDesks,
  toRow: ({ id, intakeUserId, intakeGroup, businessHours, decideHours, contactHours, statusDays }) => ({
    ...{ id, intakeUserId, intakeGroup, businessHours, decideHours, contactHours, statusDays },
  }),
};

export const choicesOfPeople: Beside<Records['preference'], DeskChoiceRow> = {
  table: deskChoices,
  toRow: ({ id, ownerId, awayUntil, asksAMonth, openCap, notices, digestAt, digestSentAt, wake }) => ({
    ...{ id, ownerId, awayUntil, asksAMonth, openCap, notices, digestAt, digestSentAt, wake },
  }),
};

/** A deal that has come of a hand-off, or does no more: the links say both. */
export const dealsOfHandoffs: Beside<Records['opportunity'], HandoffDealRow> = {
  table: handoffDeals,
  toRow: ({ id, handoffId, ownerId, isWon, isClosed, amountClass, systemModstamp }) =>
    handoffId === undefined
      ? undefined
      : { id, handoffId, ownerId, isWon, isClosed, amountClass, stampMs: Date.parse(systemModstamp) },
  concerns: (changes) => changes.flatMap(({ links }) => links),
};

export const placesOfUsers: Beside<Records['user'], UserPlaceRow> = {
  table: userPlaces,
  toRow: ({ id, name, city, userRoleId: roleId }) => ({ id, name, city, roleId }),
};

type HandoffName = 'handoff' | 'handoffMessage' | 'introduction' | 'introductionRequest';

function follow<Name extends HandoffName & RecordName, Row extends { readonly id: string }>(
  beside: Beside<Records[Name], Row>,
): Kept<Records[Name]> {
  const { table, toRow } = beside;
  return {
    tableName: table.name,
    isWhole: true,
    async write(database, records) {
      const rows = records.flatMap((record) => (record.isDeleted ? [] : (toRow(record) ?? [])));
      const gone = records.filter(({ isDeleted }) => isDeleted).map(({ id }) => id);
      return [...(await upsertRows(database, table, rows)), ...(await removeRows(database, table, gone))];
    },
    remove: (database, ids) => removeRows(database, table, ids),
  };
}

/** Hand-offs and introductions, and all that is said about them. */
export const followHandoffs: { readonly [Name in HandoffName]: Kept<Records[Name]> } = {
  handoff: follow<'handoff', HandoffRow>({
    table: handoffs,
    toRow: toHandoffRow,
  }),
  handoffMessage: follow<'handoffMessage', HandoffMessageRow>({
    table: handoffMessages,
    toRow: ({ id, handoffId, kind, authorId, createdDate }) => ({
      ...{ id, handoffId, kind, authorId, createdMs: Date.parse(createdDate) },
    }),
  }),
  introduction: follow<'introduction', IntroductionRow>({
    table: introductions,
    toRow: (record) => ({ id: record.id, ownerId: record.ownerId, state: record.state, record }),
  }),
  introductionRequest: follow<'introductionRequest', IntroductionRequestRow>({
    table: introductionRequests,
    toRow: (record) => {
      const { id, introductionId, ownerId, state } = record;
      return { id, introductionId, ownerId, state, createdMs: Date.parse(record.createdDate), record };
    },
  }),
};
