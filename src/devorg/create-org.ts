import type { DatabaseSync } from 'node:sqlite';

import { createClock } from './data/clock.ts';
import { newId } from './data/ids.ts';
import { inTransaction } from './data/index.ts';
import { openDatabase } from './data/open-database.ts';
import { type OrgFile, orgFile } from './data/org-file.ts';
import { createRecycleBin } from './data/recycle-bin.ts';
import { createSequences } from './data/sequences.ts';
import { createTables } from './data/tables.ts';
import { applyPackage } from './metadata/apply-package.ts';
import { buildSchema } from './metadata/build-schema.ts';
import { keyOf } from './metadata/component-name.ts';
import { insertFirstRows } from './metadata/first-rows.ts';
import type { PackageFile } from './metadata/package-file.ts';
import { emptyPackage, type PackageModel } from './metadata/package-model.ts';
import { componentsOf, withFiles } from './metadata/package-source.ts';
import { Problems } from './metadata/problems.ts';
import { readFolder, readModel } from './metadata/read-force-app.ts';
import { storedSource } from './metadata/stored-source.ts';
import type { Org, OrgSettings } from './org.ts';

/** A company like those Baton is for: private records, teams on, contacts as visible as their account. */
export const defaultSettings: OrgSettings = {
  name: 'Baton Sample Company',
  sharingModels: {
    Account: 'Private',
    Contact: 'ControlledByParent',
    Lead: 'Private',
    Opportunity: 'Private',
    Case: 'Private',
  },
  accountTeams: true,
  opportunityTeams: true,
  personAccounts: false,
  multiCurrency: false,
  restrictedLookups: false,
  hierarchyOffFor: [],
  dailyApiRequests: 100_000,
};

/** A package's source, read and understood. As many orgs as one likes may be made of it. */
export interface LoadedPackage {
  readonly files: readonly PackageFile[];
  readonly model: PackageModel;
}

interface Place {
  /** Folder of the package's source (`force-app/main/default`), or what was read there; without it the org has standard
   * objects only. */
  readonly forceApp?: string | LoadedPackage;
  /** Path of the SQLite file, or `:memory:`. */
  readonly file: string;
}

/**
 * Makes a new org: its tables, its first rows and what a deploy of the package brings.
 * @param place.settings what differs from `defaultSettings`
 * @param place.now what the org's clock shows at first, in ms since 1970; then it runs with real time
 * @throws Error with all problems of the package at once, if it does not hold together, or if the file holds an org
 */
export function createOrg(place: Place & { readonly settings?: Partial<OrgSettings>; readonly now?: number }): Org {
  const { files, model } = loaded(place.forceApp);
  const database = openDatabase(place.file);
  const file = orgFile(database);
  if (file.get('id') !== undefined) {
    database.close();
    throw new Error(`${place.file} holds an org already; open it, or remove the file`);
  }
  file.set('id', newId('00D', 1));
  file.set('settings', JSON.stringify({ ...defaultSettings, ...place.settings }));
  file.set('clockOffset', String(place.now === undefined ? 0 : place.now - Date.now()));
  const org = assemble(database, file);
  inTransaction(database, () => {
    insertFirstRows(org);
    applyPackage(org, files, model, () => true);
  });
  return org;
}

/**
 * Opens the org in a file again, with what was deployed to it over the API. What the package gained since then is
 * added; what it lost stays.
 * @throws Error if the file holds no org, or with all problems of the package at once
 */
export function openOrg(place: Place): Org {
  const folder = filesOf(place.forceApp);
  const database = openDatabase(place.file);
  const file = orgFile(database);
  if (file.get('id') === undefined) {
    database.close();
    throw new Error(`${place.file} holds no org`);
  }
  const files = withFiles(storedSource(database).all(), folder);
  const model = understood(files);
  const org = assemble(database, file);
  const fromFolder = componentsOf(folder);
  inTransaction(database, () => {
    applyPackage(org, files, model, (type, fullName) => fromFolder.has(keyOf({ type, fullName })));
  });
  return org;
}

/** @throws Error with all problems of the package at once, or if there is no such folder */
export function loadPackage(folder: string): LoadedPackage {
  const files = readFolder(folder);
  return { files, model: understood(files) };
}

function loaded(forceApp: Place['forceApp']): LoadedPackage {
  if (forceApp === undefined) return { files: [], model: emptyPackage };
  return typeof forceApp === 'string' ? loadPackage(forceApp) : forceApp;
}

function filesOf(forceApp: Place['forceApp']): readonly PackageFile[] {
  if (forceApp === undefined) return [];
  return typeof forceApp === 'string' ? readFolder(forceApp) : forceApp.files;
}

/** @throws MetadataError with every problem, each with its file */
function understood(files: readonly PackageFile[]): PackageModel {
  const problems = new Problems();
  const model = readModel(files, problems);
  problems.throwIfAny();
  return model;
}

function assemble(database: DatabaseSync, file: OrgFile): Org {
  const settings = JSON.parse(file.get('settings') ?? '{}') as OrgSettings;
  const org: Org = {
    id: file.get('id') ?? '',
    schema: buildSchema(settings, emptyPackage, new Map()),
    source: [],
    settings,
    database,
    clock: createClock(Number(file.get('clockOffset') ?? 0), (offset) => {
      file.set('clockOffset', String(offset));
    }),
    accessVersion: 1,
  };
  createSequences(database);
  createRecycleBin(database);
  inTransaction(database, () => {
    createTables(database, org.schema);
  });
  return org;
}
