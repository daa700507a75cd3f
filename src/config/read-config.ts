import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';

import { AppError } from '../errors.ts';
import { type Settings, settingsSchema } from './schema.ts';

/** More letters apart than this, and a name is no misspelling of another. */
const FARTHEST_SLIP = 4;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings as the service uses them, with the private key read. */
export interface Config extends Settings {
  readonly privateKeyPem: string;
}

/** All that is wrong with the configuration, at once: people should not have to start a service five times. */
export class InvalidConfig extends AppError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      'INVALID_CONFIG',
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
      {
        actions: [
          'Set the variables named above (in the environment or in a file .env); .env.example explains each one.',
        ],
      },
    );
    this.problems = problems;
  }
}

/**
 * Reads the settings from the environment.
 * @throws InvalidConfig that names every variable that is missing, wrong or unknown.
 */
export function readConfig(environment: Environment): Config {
  const ours = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => isOurs(name) && value !== undefined && value !== ''),
  );
  const parsed = settingsSchema.safeParse(ours);
  const problems = parsed.success ? [] : parsed.error.issues.flatMap((issue) => describeIssue(issue, ours));
  const keyFile = ours['BATON_PRIVATE_KEY_FILE'];
  const privateKeyPem = keyFile === undefined ? '' : readPrivateKey(keyFile, problems);
  if (!parsed.success || problems.length > 0) throw new InvalidConfig(problems);
  return Object.freeze({ ...parsed.data, privateKeyPem });
}

/**
 * The environment of this process, completed by a file `.env` in the current folder; the environment wins.
 * This is the only place that reads `process.env`.
 */
export function processEnvironment(file = '.env'): Environment {
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return { ...fromFile, ...process.env };
}

function isOurs(name: string): boolean {
  return name.startsWith('BATON_') || name === 'DATABASE_URL';
}

function describeIssue(issue: z.core.$ZodIssue, given: Environment): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${key} is not a setting of Baton${suggestion(key)}`);
  }
  const name = issue.path.map(String).join('.');
  return [
    given[name] === undefined
      ? `${name} is missing: ${settingDescription(name)}`
      : `${name} is not valid: ${issue.message}`,
  ];
}

function settingDescription(name: string): string {
  const field = settingsSchema.shape[name as keyof typeof settingsSchema.shape] as z.ZodType | undefined;
  return field?.description ?? '';
}

/** The setting whose name is nearest, if it is near enough to be a slip of the pen. */
function suggestion(key: string): string {
  const nearest = closest(key, Object.keys(settingsSchema.shape));
  return distance(key, nearest) <= FARTHEST_SLIP ? `; did you mean ${nearest}?` : '';
}

function readPrivateKey(path: string, problems: string[]): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    problems.push(`BATON_PRIVATE_KEY_FILE: no file can be read at ${shownPath(path)}`);
    return '';
  }
  if (!/-----BEGIN (RSA )?PRIVATE KEY-----/.test(text)) {
    problems.push(
      `BATON_PRIVATE_KEY_FILE: ${shownPath(path)} is not a private key in PEM form (it should start with "-----BEGIN PRIVATE KEY-----")`,
    );
  }
  return text;
}

/** The path, unless it is none: people paste the key itself, or another secret. */
function shownPath(path: string): string {
  return /^[\w~.@ \\/:-]{1,200}$/.test(path) && !path.includes('://')
    ? path
    : 'this path (not shown: it may be a secret)';
}
