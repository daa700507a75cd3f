import type { MissingAccess } from './crm.ts';
import { CrmMissingAccess } from './crm-errors.ts';
import { CURRENCY, ONE_CURRENCY, type Rates, ratesOf } from './currencies.ts';
import { type Described, describer, hasField } from './describe.ts';
import { type Field, type Need, recordNames, recordSources } from './fields/index.ts';
import type { RecordName } from './records.ts';
import type { Rest } from './rest.ts';

/** What can be asked for one record, after a look at describe. */
export interface ReadPlan {
  readonly record: RecordName;
  readonly isReadable: boolean;
  /** API names to select; fields that can not be read are left out. */
  readonly fields: readonly string[];
  /** User fields that tell a division, for users. */
  readonly divisionFields: readonly string[];
  /** Of the currencies in which amounts of this record may stand. */
  readonly rates: Rates;
  readonly missing: readonly MissingAccess[];
}

/** Knows what the integration user can read. */
export interface Access {
  plan(record: RecordName): Promise<ReadPlan>;
  /** Looks at the object again at the next question: a field was hidden while we ran. */
  forget(record: RecordName): void;
  missing(): Promise<readonly MissingAccess[]>;
  followUserFields(fields: readonly string[]): Promise<readonly string[]>;
  describe(object: string): Promise<Described | undefined>;
}

const minute = 60_000;
/** How soon to look again while something is missing, so that an admin sees the effect without a restart. */
const lookAgainMs: Readonly<Record<Need, number>> = {
  essential: 10 * minute,
  optional: 10 * minute,
  feature: 60 * minute,
};

interface Look {
  readonly at: number;
  readonly described: Promise<Described | undefined>;
}

function missingFields(record: RecordName, described: Described): readonly MissingAccess[] {
  const { object, fields, need, fix } = recordSources[record];
  const missing: MissingAccess[] = [];
  for (const field of Object.values(fields) as readonly Field<unknown>[]) {
    if (field.need === 'feature') continue;
    for (const name of field.from.filter((path) => !hasField(described, path))) {
      const isEssential = need === 'essential' && field.need === 'essential';
      missing.push({ record, object, field: name, essential: isEssential, without: field.without, fix });
    }
  }
  return missing;
}

/** True where each essential field is there, and rows can be read in the order of their changes. */
function isComplete(record: RecordName, described: Described): boolean {
  const fields = Object.values(recordSources[record].fields) as readonly Field<unknown>[];
  const isThere = (field: Field<unknown>): boolean => field.from.every((path) => hasField(described, path));
  const canBeOrdered = described.fields.get('SystemModstamp')?.filterable === true;
  return described.queryable && canBeOrdered && fields.every((field) => field.need !== 'essential' || isThere(field));
}

function missingObject(record: RecordName): readonly MissingAccess[] {
  const { object, need, without, fix } = recordSources[record];
  return need === 'feature' ? [] : [{ record, object, essential: need === 'essential', without, fix }];
}

function missingDivisionField(field: string): MissingAccess {
  return {
    record: 'user',
    object: 'User',
    field,
    essential: true,
    without: 'Baton can not tell which division people belong to.',
    fix: `Correct User Field on the divisions, or let the integration user read User.${field}.`,
  };
}

function makePlan(record: RecordName, described: Described | undefined, userFields: ReadonlySet<string>): ReadPlan {
  const nothing = { record, fields: [], divisionFields: [], rates: ONE_CURRENCY, isReadable: false };
  if (described?.queryable !== true) return { ...nothing, missing: missingObject(record) };
  const sources = Object.values(recordSources[record].fields) as readonly Field<unknown>[];
  const asked = sources.flatMap(({ from, isMoney }) => (isMoney === true ? [...from, CURRENCY] : from));
  const wanted = record === 'user' ? [...userFields] : [];
  const divisionFields = wanted.filter((name) => hasField(described, name));
  const lost = wanted.filter((name) => !hasField(described, name)).map(missingDivisionField);
  return {
    record,
    isReadable: isComplete(record, described),
    fields: [...new Set([...asked.filter((name) => hasField(described, name)), ...divisionFields])],
    divisionFields,
    rates: ONE_CURRENCY,
    missing: [...missingFields(record, described), ...lost],
  };
}

export function accessOf(rest: Rest, divisionUserFields: readonly string[]): Access {
  const looks = new Map<string, Look>();
  const describe = describer(rest);
  const rates = ratesOf(rest);
  const userFields = new Set(divisionUserFields);

  function look(object: string): Look {
    const known = looks.get(object);
    if (known !== undefined) return known;
    const fresh = { at: Date.now(), described: describe(object) };
    looks.set(object, fresh);
    // A look that failed is no knowledge; the next question asks again.
    fresh.described.catch(() => looks.delete(object));
    return fresh;
  }

  async function plan(record: RecordName): Promise<ReadPlan> {
    const { object, need } = recordSources[record];
    const { at, described } = look(object);
    const made = makePlan(record, await described, userFields);
    const isWhole = made.isReadable && made.missing.length === 0;
    if (isWhole || Date.now() - at < lookAgainMs[need]) {
      return made.isReadable && made.fields.includes(CURRENCY) ? { ...made, rates: await rates() } : made;
    }
    looks.delete(object);
    return plan(record);
  }

  return {
    plan,
    forget(record) {
      looks.delete(recordSources[record].object);
    },
    missing: async () => (await Promise.all(recordNames.map(plan))).flatMap(({ missing }) => missing),
    async followUserFields(fields) {
      const described = await look('User').described;
      const added = fields.filter((name) => !userFields.has(name));
      for (const name of added) userFields.add(name);
      return added.filter((name) => described !== undefined && hasField(described, name));
    },
    describe: async (object) => look(object).described,
  };
}

/** The error for a record that can not be read, in words that name what is missing. */
export function missingAccessError({ record, missing }: ReadPlan, cause?: unknown): CrmMissingAccess {
  const { object, fix, without } = recordSources[record];
  const fields = missing.flatMap(({ field }) => (field === undefined ? [] : [field]));
  const what = fields.length === 0 ? object : `${object} (${fields.join(', ')})`;
  return new CrmMissingAccess(`Baton can not read ${what}. ${without}`, { actions: [fix], cause });
}
