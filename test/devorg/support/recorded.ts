import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Describes of real orgs, kept beside the repository and not in it. */
const FOLDER = path.resolve('../shared/salesforce/recorded/describe');

export const haveRecorded = existsSync(FOLDER);

export interface RecordedField {
  readonly name: string;
  readonly custom: boolean;
  readonly [key: string]: unknown;
}

export interface RecordedDescribe {
  readonly fields: readonly RecordedField[];
  readonly childRelationships: readonly Readonly<Record<string, unknown>>[];
  readonly [key: string]: unknown;
}

/** The recorded describe of an object. */
export function recordedDescribe(objectName: string): RecordedDescribe {
  return JSON.parse(readFileSync(path.join(FOLDER, `${objectName}.json`), 'utf8')) as RecordedDescribe;
}
