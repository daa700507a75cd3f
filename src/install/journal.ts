import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { InstallError } from './install-errors.ts';

const appSchema = z.object({
  /** API name of the External Client App. */
  name: z.string(),
  /** The consumer key that was asked for; the org may have given another one. */
  wishedKey: z.string(),
  /** The consumer key that a login was proven with. */
  consumerKey: z.string().optional(),
  keyFile: z.string(),
  certificateFile: z.string(),
});

const journalSchema = z.object({
  orgId: z.string(),
  instanceUrl: z.string(),
  /** The deploy of the package that was started last, and what it carries. */
  deploy: z.object({ id: z.string(), fingerprint: z.string() }).optional(),
  /** What the org has of the package. */
  package: z.object({ fingerprint: z.string() }).optional(),
  /** The integration user, and whether Baton made it. */
  user: z.object({ id: z.string(), username: z.string(), isOurs: z.boolean() }).optional(),
  app: appSchema.optional(),
  /** The app that `app` takes the place of, until it is deleted. */
  oldApp: appSchema.optional(),
  /** The settings file, and whether Baton made it. */
  settings: z.object({ file: z.string(), isOurs: z.boolean() }).optional(),
  /** Permission set assignments of the admin that Baton made. */
  adminAssignments: z.array(z.string()).default([]),
});

export type JournalEntry = z.output<typeof journalSchema>;
export type AppEntry = z.output<typeof appSchema>;

/**
 * What Baton did to one org, kept beside the service: so that a step that was cut off is not done twice, and that what
 * is undone later is only what Baton made. It holds no secret but the consumer key, which is none without the private key.
 */
export interface Journal {
  readonly folder: string;
  read(): JournalEntry;
  /** Changes entries, at once and wholly: a file that was half written is never seen. */
  note(change: Partial<JournalEntry>): void;
  /** Forgets everything, key files included. */
  erase(): void;
}

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/** The journal of an org below `root`, empty where there was none. */
export function openJournal(root: string, org: { readonly orgId: string; readonly instanceUrl: string }): Journal {
  const folder = join(root, org.orgId);
  const file = join(folder, 'journal.json');
  const read = (): JournalEntry =>
    readJournal(file) ?? { orgId: org.orgId, instanceUrl: org.instanceUrl, adminAssignments: [] };
  return {
    folder,
    read,
    note(change) {
      makePrivateFolder(folder);
      writePrivateFile(file, `${JSON.stringify({ ...read(), ...change }, null, 2)}\n`);
    },
    erase() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The journals of all orgs that Baton was installed in from here. */
export function allJournals(root: string): readonly JournalEntry[] {
  if (!existsSync(root)) return [];
  return readdirSync(root).flatMap((name) => readJournal(join(root, name, 'journal.json')) ?? []);
}

function readJournal(file: string): JournalEntry | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return journalSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new InstallError('INSTALL_JOURNAL', `${file} can not be read.`, {
      actions: [`Move ${file} away and start again: what is in the org already is found there.`],
      cause,
    });
  }
}

export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  chmodSync(folder, PRIVATE_FOLDER);
}

/** Writes a file for its owner alone, whole or not at all. */
export function writePrivateFile(file: string, text: string): void {
  const half = `${file}.new`;
  rmSync(half, { force: true });
  writeFileSync(half, text, { mode: PRIVATE_FILE, flag: 'wx' });
  renameSync(half, file);
}
