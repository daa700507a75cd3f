import type { ContactId, UserId } from '../ids.ts';
import type { Fact, FactKind } from './fact.ts';
import { isActivity, type Occasion, occasionsOf } from './occasions.ts';
import { type KindTally, monthOf, toReasons } from './reasons.ts';
import type { Band, CustomerRelationships, Relationship, RelationshipPolicy } from './relationship.ts';
import { addLogStrengths, fallsTo, logStrengthOf, strengthAt } from './strength.ts';

/** Who is answerable for the customer today. It does not fade: whoever owns the account can be asked about it. */
const STANDING_KINDS: ReadonlySet<FactKind> = new Set<FactKind>(['ownership', 'team']);

/**
 * Who knows one customer, and how well.
 * @param facts all facts about all account rows of the customer
 * @param now milliseconds since 1970
 */
export function computeRelationships(
  facts: readonly Fact[],
  now: number,
  policy: RelationshipPolicy,
): CustomerRelationships {
  const past = facts.filter(({ at }) => at <= now);
  const relationships = [...Map.groupBy(past, ({ colleague }) => colleague)]
    .map(([colleague, ofColleague]) => relate(colleague, ofColleague, now, policy))
    .filter((relationship) => relationship !== undefined)
    .sort((one, other) => other.logStrength - one.logStrength || one.colleague.localeCompare(other.colleague));
  const changes = [
    ...relationships.flatMap(({ bandFallsAt }) => (bandFallsAt === undefined ? [] : [bandFallsAt])),
    ...facts.filter(({ at }) => at > now).map(({ at }) => at),
  ];
  return changes.length === 0 ? { relationships } : { relationships, changesAt: Math.min(...changes) };
}

function relate(
  colleague: UserId,
  facts: readonly Fact[],
  now: number,
  policy: RelationshipPolicy,
): Relationship | undefined {
  const ties = [...Map.groupBy(facts, ({ contact, account }) => contact ?? account)].map(([counterpart, ofPair]) => ({
    contact: ofPair[0]?.contact === counterpart ? ofPair[0].contact : undefined,
    occasions: occasionsOf(ofPair, policy),
  }));
  const occasions = ties.flatMap((tie) => tie.occasions);
  const logStrength = addLogStrengths(occasions.map((occasion) => logOf(occasion, policy)));
  const isStanding = facts.some(({ kind }) => STANDING_KINDS.has(kind));
  const band = bandOf(strengthAt(logStrength, now, policy.halfLifeDays), policy) ?? (isStanding ? 'some' : undefined);
  if (band === undefined) return undefined;
  const contact = strongestContact(ties, policy);
  const fallsAt = bandFallsAt(band, logStrength, isStanding, policy);
  return {
    colleague,
    logStrength,
    band,
    reasons: toReasons(tallies(occasions, policy)),
    lastMonth: monthOf(lastContactAt(occasions)),
    ...(contact === undefined ? {} : { contact }),
    ...(fallsAt === undefined ? {} : { bandFallsAt: fallsAt }),
  };
}

function logOf(occasion: Occasion, policy: RelationshipPolicy): number {
  return logStrengthOf(occasion.weight, occasion.at, policy.halfLifeDays);
}

function bandOf(strength: number, policy: RelationshipPolicy): Band | undefined {
  const best: readonly Band[] = ['strong', 'good', 'some'];
  return best.find((band) => strength >= policy.bands[band]);
}

/** Never, where the band is the one that answerability alone gives. */
function bandFallsAt(
  band: Band,
  logStrength: number,
  isStanding: boolean,
  policy: RelationshipPolicy,
): number | undefined {
  if (band === 'some' && isStanding) return undefined;
  return fallsTo(policy.bands[band], logStrength, policy.halfLifeDays);
}

function tallies(occasions: readonly Occasion[], policy: RelationshipPolicy): KindTally[] {
  const kinds = new Set(occasions.flatMap((occasion) => [...occasion.kinds]));
  return [...kinds].map((kind) => {
    const ofKind = occasions.filter((occasion) => occasion.kinds.has(kind));
    return {
      kind,
      count: ofKind.length,
      lastAt: Math.max(...ofKind.map(({ at }) => at)),
      logStrength: addLogStrengths(
        ofKind.map(({ at }) => logStrengthOf(policy.weights[kind], at, policy.halfLifeDays)),
      ),
    };
  });
}

/** The last real contact; where there was none, the last work. */
function lastContactAt(occasions: readonly Occasion[]): number {
  const contacts = occasions.filter(({ kinds }) => [...kinds].some(isActivity));
  return Math.max(...(contacts.length > 0 ? contacts : occasions).map(({ at }) => at));
}

interface Tie {
  readonly contact: ContactId | undefined;
  readonly occasions: readonly Occasion[];
}

function strongestContact(ties: readonly Tie[], policy: RelationshipPolicy): ContactId | undefined {
  const ranked = ties
    .filter((tie) => tie.contact !== undefined && tie.occasions.length > 0)
    .map((tie) => ({
      contact: tie.contact,
      logStrength: addLogStrengths(tie.occasions.map((occasion) => logOf(occasion, policy))),
    }))
    .sort(
      (one, other) => other.logStrength - one.logStrength || (one.contact ?? '').localeCompare(other.contact ?? ''),
    );
  return ranked[0]?.contact;
}
