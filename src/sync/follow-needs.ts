import type { Records } from '../crm/records.ts';
import type { Database } from '../store/database.ts';
import { type Change, removeRows, type Table, upsertRows } from '../store/table.ts';
import {
  type CampaignAnswerRow,
  type NeedCampaignRow,
  needCampaigns,
  type NeedCaseRow,
  needCases,
  readServedNeeds,
} from '../store/tables/needs.ts';
import { createdDay, type HeldOwnRow } from '../store/tables/own-rows.ts';
import { notePassedOver } from '../store/tables/passed-over.ts';
import { namedNeeds } from './named-needs.ts';

/** Where the rows of one object are kept; the same as `Follow`, without its name. */
interface Kept<Row> {
  readonly tableName: string;
  readonly isWhole?: boolean | undefined;
  write(database: Database, records: readonly Row[]): Promise<Change[]>;
  remove(database: Database, ids: readonly string[]): Promise<Change[]>;
}

interface Naming<Source, Row extends { readonly id: string }> {
  readonly table: Table<Row>;
  readonly textOf: (record: Source) => string;
  readonly toRow: (record: Source, needs: readonly string[]) => Row;
}

/** Keeps which needs a record names. The text itself is looked through here and goes no further. */
function followNaming<Source extends { readonly id: string; readonly isDeleted: boolean }, Row extends { id: string }>({
  table,
  textOf,
  toRow,
}: Naming<Source, Row>): Kept<Source> {
  return {
    tableName: table.name,
    isWhole: true,
    async write(database, records) {
      const served = await readServedNeeds(database);
      const rows = records.flatMap((record) => {
        const needs = record.isDeleted ? [] : namedNeeds(textOf(record), served);
        return needs.length === 0 ? [] : [toRow(record, needs)];
      });
      const kept = new Set(rows.map(({ id }) => id));
      const others = records.filter(({ id }) => !kept.has(id));
      const living = others.filter(({ isDeleted }) => !isDeleted);
      await notePassedOver(database, table.name, idsOf(records), idsOf(living));
      return [...(await upsertRows(database, table, rows)), ...(await removeRows(database, table, idsOf(others)))];
    },
    async remove(database, ids) {
      await notePassedOver(database, table.name, ids, []);
      return removeRows(database, table, ids);
    },
  };
}

const idsOf = (records: readonly { readonly id: string }[]): string[] => records.map(({ id }) => id);

const namingCases = followNaming<Records['case'], NeedCaseRow>({
  table: needCases,
  textOf: ({ subject }) => subject ?? '',
  toRow: ({ id, accountId, ownerId, createdById, createdDate }, needs) => ({
    id,
    accountId,
    // A queue hears nothing: who wrote the case down does.
    ownerId: ownerId.startsWith('005') ? ownerId : createdById,
    needs,
    atMs: Date.parse(createdDate),
  }),
});

/** Cases are kept twice: as work that a colleague did, and as words that named a need. */
export function alsoNaming(work: Kept<Records['case']>): Kept<Records['case']> {
  return {
    tableName: work.tableName,
    isWhole: work.isWhole,
    write: async (database, records) => [
      ...(await work.write(database, records)),
      ...(await namingCases.write(database, records)),
    ],
    remove: async (database, ids) => [
      ...(await work.remove(database, ids)),
      ...(await namingCases.remove(database, ids)),
    ],
  };
}

export const followCampaigns: Kept<Records['campaign']> = followNaming<Records['campaign'], NeedCampaignRow>({
  table: needCampaigns,
  textOf: ({ name }) => name ?? '',
  toRow: ({ id, ownerId }, needs) => ({ id, ownerId, needs }),
});

/** Only who answered is of interest. */
export function toCampaignAnswer(record: Records['campaignMember']): CampaignAnswerRow | undefined {
  const { id, campaignId, contactId, hasResponded, respondedDate, createdDate } = record;
  if (!hasResponded || contactId === undefined) return undefined;
  return { id, campaignId, contactId, atMs: Date.parse(respondedDate ?? createdDate) };
}

export function toHeldRow(object: string): (record: Records['suggestion']) => HeldOwnRow {
  return ({ id, externalId, accountId, createdDate, fields }) => ({
    id,
    object,
    externalId,
    accountId,
    createdMs: createdDay(Date.parse(createdDate)),
    fields,
  });
}
