import type { RecordName, Records } from '../crm/records.ts';
import type { Database } from '../store/database.ts';
import { type Change, copyRows, removeRows, type Table, upsertRows } from '../store/table.ts';
import { addPassedOver, notePassedOver } from '../store/tables/passed-over.ts';

/** Where the rows of one object are kept. */
export interface Follow<Name extends RecordName> {
  readonly tableName: string;
  /** The table whose rows can be counted against those of the CRM, where there is one row for each. */
  readonly counted?: Table<{ readonly id: string }> | undefined;
  /** Whether each living row of the CRM is kept or noted as passed over, so that both sides can be held together. */
  readonly isWhole?: boolean | undefined;
  /** Writes and removes rows. @returns the rows that really changed. */
  write(database: Database, records: readonly Records[Name][]): Promise<Change[]>;
  /** Adds living rows of which none is there yet, fast. @throws the database's 23505 where one is */
  readonly add?: ((database: Database, records: readonly Records[Name][]) => Promise<void>) | undefined;
  remove(database: Database, ids: readonly string[]): Promise<Change[]>;
}

/** A record for which `toRow` gives nothing is of no use to us: should we have it from before, it goes. */
export function follow<Name extends RecordName, Row extends { readonly id: string }>(
  table: Table<Row>,
  toRow: (record: Records[Name]) => Row | undefined,
): Follow<Name> {
  return {
    tableName: table.name,
    counted: table as unknown as Table<{ readonly id: string }>,
    isWhole: true,
    async write(database, records) {
      const rows: Row[] = [];
      const unwanted: string[] = [];
      const passedOver: string[] = [];
      for (const record of records) {
        const row = isDeleted(record) ? undefined : toRow(record);
        if (row !== undefined) rows.push(row);
        else {
          unwanted.push(record.id);
          if (!isDeleted(record)) passedOver.push(record.id);
        }
      }
      const all = records.map(({ id }) => id);
      await notePassedOver(database, table.name, all, passedOver);
      return [...(await upsertRows(database, table, rows)), ...(await removeRows(database, table, unwanted))];
    },
    async add(database, records) {
      const rows: Row[] = [];
      const passedOver: string[] = [];
      for (const record of records) {
        const row = toRow(record);
        if (row === undefined) passedOver.push(record.id);
        else rows.push(row);
      }
      await copyRows(database, table, rows);
      await addPassedOver(database, table.name, passedOver);
    },
    async remove(database, ids) {
      await notePassedOver(database, table.name, ids, []);
      return removeRows(database, table, ids);
    },
  };
}

export function isDeleted(record: object): boolean {
  return 'isDeleted' in record && record.isDeleted === true;
}
