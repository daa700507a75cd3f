import { AsyncLocalStorage } from 'node:async_hooks';

import { z } from 'zod';

import type { Viewer } from '../access/viewer.ts';
import { ApiError } from '../api-error.ts';
import { prepare, quoted } from '../data/index.ts';
import { orgFile } from '../data/org-file.ts';
import type { Org } from '../org.ts';
import type { SObject } from '../schema.ts';
import { type Change, changes } from './derive/change.ts';
import { keepsDeleted, type StoredValue } from './stored-row.ts';

const ruleInput = z.strictObject({
  name: z.string().regex(/^\w+$/),
  object: z.string(),
  /** Where duplicates are looked for; the object itself unless it says otherwise. */
  against: z.string().optional(),
  /** Two records are duplicates when all of these are filled and alike. */
  fields: z.array(z.string()).min(1),
  /** `Alert` lets a caller save who says so; `Block` lets nobody. */
  action: z.enum(['Alert', 'Block']).default('Alert'),
  message: z.string().default('Use one of these records?'),
});

type DuplicateRule = z.infer<typeof ruleInput>;

const KEY = 'duplicateRules';
const MOST_SHOWN = 100;

const consent = new AsyncLocalStorage<boolean>();

/** Runs work of a caller who has said whether duplicates may be saved (`Sforce-Duplicate-Rule-Header`). */
export function withDuplicateConsent<Result>(given: boolean, work: () => Result): Result {
  return consent.run(given, work);
}

/** The rules of the org. */
export function duplicateRules(org: Org): DuplicateRule[] {
  return JSON.parse(orgFile(org.database).get(KEY) ?? '[]') as DuplicateRule[];
}

/**
 * Puts rules in place of those before.
 * @throws Error naming what is wrong with a rule: its form, or an object or field that is not there
 */
export function setDuplicateRules(org: Org, json: unknown): DuplicateRule[] {
  const rules = z.array(ruleInput).parse(json);
  for (const { name, object, against = object, fields } of rules) {
    for (const field of fields) {
      const missing = [object, against].find((one) => org.schema.field(one, field) === undefined);
      if (missing !== undefined) throw new Error(`${name}: there is no field ${missing}.${field}`);
    }
  }
  orgFile(org.database).set(KEY, JSON.stringify(rules));
  known.set(org, rules);
  return rules;
}

const known = new WeakMap<Org, readonly DuplicateRule[]>();

function rulesFor(org: Org, object: SObject): DuplicateRule[] {
  const rules = known.get(org) ?? duplicateRules(org);
  known.set(org, rules);
  return rules.filter((rule) => rule.object.toLowerCase() === object.name.toLowerCase());
}

/** A record that a duplicate rule refuses, with the records that it found. */
export class DuplicatesError extends ApiError {
  readonly result: Readonly<Record<string, unknown>>;

  constructor(rule: DuplicateRule, object: string, ids: readonly string[]) {
    super(400, 'DUPLICATES_DETECTED', rule.message);
    this.name = 'DuplicatesError';
    this.result = {
      allowSave: rule.action === 'Alert',
      duplicateRule: rule.name,
      duplicateRuleEntityType: rule.object,
      errorMessage: rule.message,
      matchResults: [
        {
          entityType: object,
          errors: [],
          matchEngine: 'ExactMatchEngine',
          matchRecords: ids.map((Id) => ({
            additionalInformation: [],
            fieldDiffs: [],
            matchConfidence: 100,
            record: { attributes: { type: object, url: `/services/data/v66.0/sobjects/${object}/${Id}` }, Id },
          })),
          rule: rule.name,
          size: ids.length,
          success: true,
        },
      ],
    };
  }
}

/**
 * Looks for records like the one that is saved, among those that the viewer may read.
 * @throws DuplicatesError by the first rule that finds some, unless it only warns and the caller wants to save
 */
export function checkDuplicateRules(change: Change, viewer: Viewer): void {
  const { org, object } = change;
  for (const rule of rulesFor(org, object)) {
    if (rule.action === 'Alert' && consent.getStore() === true) continue;
    const target = org.schema.object(rule.against ?? rule.object);
    const ids = target ? duplicatesOf(change, viewer, rule, target) : [];
    if (target && ids.length > 0) throw new DuplicatesError(rule, target.name, ids);
  }
}

function duplicatesOf(change: Change, viewer: Viewer, rule: DuplicateRule, target: SObject): string[] {
  const { org, object, row, id } = change;
  const names = rule.fields.map((name) => object.fields.get(name.toLowerCase())?.name ?? name);
  const values = names.map((name) => normalized(row[name]));
  if (values.includes('') || !names.some((name) => changes(change, name))) return [];
  const conditions = rule.fields.map((name) => `lower(trim(${quoted(name)})) = ?`);
  if (keepsDeleted(target)) conditions.push('"IsDeleted" = 0');
  const sql = `SELECT "Id" AS id FROM ${quoted(target.name)} WHERE ${conditions.join(' AND ')} AND "Id" <> ? LIMIT ${MOST_SHOWN}`;
  const found = prepare(org.database, sql).all(...values, id);
  return found.map((one) => String(one['id'])).filter((one) => viewer.mayReadRow(target.name, one));
}

function normalized(value: StoredValue | undefined): string {
  return String(value ?? '')
    .trim()
    .toLowerCase();
}
