import { keysOfRecord } from './block-keys.ts';
import { readCompanyName } from './company-name.ts';
import { defaultModel } from './default-model.ts';
import { PRIOR_FEATURES } from './features.ts';
import type { MatchModel } from './match-model.ts';
import type { Judgement, MatchRecord } from './match-record.ts';
import { type JudgeOptions, Matcher, score, verdict } from './matcher.ts';
import { phoneTail, readPhone } from './phone.ts';
import { RecordStore } from './record-store.ts';
import { words } from './text.ts';
import { webDomain } from './web-domain.ts';

/*
 * How the service matches accounts and leads: pair by pair, with a model that was fixed before. What two records are to
 * each other then depends on them alone, so one changed record is compared with its blocks only, and an org that is read
 * anew is matched as before.
 */

/** Where a rule decides and no weight, it decides: groups are not to fall apart over it. */
const BY_RULE = 0.999;

const DIFFERENT: Judgement = { judgement: 'different', score: 0, evidence: [] };

/** Compares records under one model. Each record is read once, so keep one for a batch of work and then let it go. */
export class ServiceMatcher {
  readonly #matchers: Readonly<Record<'company' | 'person', Matcher>>;
  readonly #positions = new Map<MatchRecord, number>();
  readonly #branchesAreSame: boolean;

  constructor(model: MatchModel = defaultModel, options: JudgeOptions = {}) {
    this.#branchesAreSame = options.branchesAreSame ?? false;
    this.#matchers = {
      company: new Matcher(new RecordStore('company'), model.company, options),
      person: new Matcher(new RecordStore('person'), model.person, options),
    };
  }

  /**
   * Records that share one of these keys are compared.
   * @param customer for people: whom they work for, as an id that all accounts of that customer share
   */
  keys(record: MatchRecord, customer?: string): string[] {
    if (record.kind === 'person') return personKeys(record, customer);
    const { store, scorer } = this.#matchers.company;
    const prepared = store.get(this.#positionOf(record));
    const blocks = keysOfRecord(prepared, record.kind, scorer, store.slots.names);
    const family = this.#branchesAreSame ? familyKeys(record) : [];
    return [...new Set([...plainKeys(record), ...family, ...blocks.map((key) => `company ${key}`)])];
  }

  /**
   * Judges two records, evidence included unless they are different. Where it is not known of both companies where they
   * are, nothing can tell a branch or a namesake from the same customer: then an equal name or an equal web domain of
   * their own is taken for the same. Where branches count as the customer, places tell nothing apart either, and a
   * parent account is the customer.
   */
  judge(a: MatchRecord, b: MatchRecord): Judgement {
    if (a.kind !== b.kind) return DIFFERENT;
    const matcher = this.#matchers[a.kind];
    if (this.#branchesAreSame && (a.parentId === b.id || b.parentId === a.id)) {
      return { judgement: 'same', score: BY_RULE, evidence: ['one is the parent account of the other'] };
    }
    const [first, second] = [this.#positionOf(a), this.#positionOf(b)];
    const bits = matcher.bits(first, second);
    const judgement = haveOtherNames(matcher, first, second) ? 'different' : verdict(bits);
    if (judgement === 'different') return DIFFERENT;
    const plain = judgement === 'unsure' ? this.#plainEvidence(a, b) : undefined;
    if (plain !== undefined) return { judgement: 'same', score: BY_RULE, evidence: [plain] };
    return { judgement, score: score(bits), evidence: matcher.explain(first, second) };
  }

  #plainEvidence(a: MatchRecord, b: MatchRecord): string | undefined {
    if (a.kind === 'person' || (!this.#branchesAreSame && knowsBothPlaces(a, b))) return undefined;
    const shared = sharedPlainly(a, b);
    return shared === undefined ? undefined : `${shared}, and nothing speaks against it`;
  }

  #positionOf(record: MatchRecord): number {
    const known = this.#positions.get(record);
    if (known !== undefined) return known;
    const position = this.#matchers[record.kind].store.add(record);
    this.#positions.set(record, position);
    return position;
  }
}

/** The name without legal form and spelling, and the web domain if it is the company's own. */
function plainKeys({ name, website }: MatchRecord): string[] {
  const core = name === undefined ? '' : readCompanyName(name).core.join(' ');
  const domain = website === undefined ? undefined : webDomain(website);
  return [...(core === '' ? [] : [`name ${core}`]), ...(domain === undefined ? [] : [`web ${domain}`])];
}

/**
 * Colleagues share a mailbox and couples a phone: people whose given names have nothing in common are two. Family names
 * change with a marriage.
 */
function haveOtherNames(matcher: Matcher, first: number, second: number): boolean {
  if (matcher.store.kind === 'company') return false;
  const { keys, steps } = matcher.compare(first, second);
  return steps[keys.indexOf('given')] === OTHER_GIVEN_NAME;
}

const OTHER_GIVEN_NAME = PRIOR_FEATURES.given.steps.indexOf('different');

/** Parent accounts and their children meet here. */
function familyKeys({ id, parentId }: MatchRecord): string[] {
  return [`family ${id}`, ...(parentId === undefined ? [] : [`family ${parentId}`])];
}

function sharedPlainly(a: MatchRecord, b: MatchRecord): string | undefined {
  const keys = new Set(plainKeys(a));
  const shared = plainKeys(b).find((key) => keys.has(key));
  if (shared === undefined) return undefined;
  return shared.startsWith('name ') ? 'same name' : 'same web domain';
}

const PLACE = ['street', 'city', 'postalCode'] as const;

function knowsBothPlaces(a: MatchRecord, b: MatchRecord): boolean {
  return PLACE.some((part) => a[part] !== undefined && b[part] !== undefined);
}

/**
 * Ways in which two rows of one person stay alike: the mailbox, or the name together with the phone, the door or the
 * customer. A name alone says nothing: there are two Jana Meiers.
 */
function personKeys(record: MatchRecord, customer: string | undefined): string[] {
  const name = nameKey(record);
  const keys = record.email === undefined ? [] : [`mail ${record.email.trim().toLowerCase()}`];
  if (name === '') return keys;
  for (const phone of record.phones ?? []) {
    const digits = readPhone(phone);
    if (digits !== undefined) keys.push(`phone ${phoneTail(digits)} ${name}`);
  }
  if (record.street !== undefined) keys.push(`door ${words(record.street).join(' ')} ${name}`);
  if (customer !== undefined) keys.push(`customer ${customer} ${name}`);
  return [...new Set(keys)];
}

/** First letter of the given name and the family name: what stays when a given name is shortened. */
function nameKey({ givenName = '', familyName, name = '' }: MatchRecord): string {
  const all = words(familyName === undefined ? name : `${givenName} ${familyName}`);
  const family = words(familyName ?? all.at(-1) ?? '').join(' ');
  const [given = ''] = all;
  return family === '' ? '' : `${given.slice(0, 1)} ${family}`;
}
