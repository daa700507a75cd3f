import type { SuggestionPolicy } from '../../policy/index.ts';
import type { Database } from '../../store/database.ts';
import { readNeedResults } from '../../store/tables/need-outcomes.ts';
import { readServedNeeds } from '../../store/tables/needs.ts';
import { type DesiredOwnRow, replaceAllDesired } from '../../store/tables/own-rows.ts';
import { toCatalogue } from './catalogue.ts';

const OBJECT = 'Baton_Need_Result__c';

/**
 * What became of suggestions, by need, over the whole company. A count below the minimum group stays empty: it could
 * tell who answered. So does one that could be found by subtraction, where it is the only empty one.
 */
export async function showNeedResults(database: Database, { learning }: SuggestionPolicy): Promise<void> {
  const minimum = learning.minimumGroup;
  const { byId } = toCatalogue(await readServedNeeds(database));
  const rows = (await readNeedResults(database)).flatMap((result): DesiredOwnRow[] => {
    const need = byId.get(result.needId);
    if (need === undefined) return [];
    const parts = hideSmall(
      {
        Passed_On__c: result.passedOn,
        Not_Now__c: result.notNow,
        Has_It__c: result.hasIt,
        Not_Relevant__c: result.notRelevant,
        Expired__c: result.expired,
        Open: result.open,
      },
      minimum,
    );
    const told = Object.fromEntries(Object.entries(parts).filter(([name]) => name !== 'Open'));
    const fields = {
      Need__c: need.id,
      Division__c: need.divisionId,
      Suggested__c: atLeast(result.suggested, minimum),
      ...told,
      Won__c: atLeast(result.won, minimum),
    };
    return [{ externalId: need.key, customerId: null, worth: 0, fields }];
  });
  await replaceAllDesired(database, OBJECT, rows);
}

function atLeast(count: number, minimum: number): number | null {
  return count >= minimum ? count : null;
}

type Parts = Readonly<Record<string, number | null>>;

/** Empties small parts of a sum, and the smallest other one where a single empty part would give itself away. */
export function hideSmall(parts: Readonly<Record<string, number>>, minimum: number): Parts {
  const hidden = Object.keys(parts).filter((name) => {
    const count = parts[name] ?? 0;
    return count > 0 && count < minimum;
  });
  const shown = Object.keys(parts).filter((name) => !hidden.includes(name) && (parts[name] ?? 0) > 0);
  if (hidden.length === 1 && shown.length > 0) {
    const smallest = shown.reduce((least, name) => ((parts[name] ?? 0) < (parts[least] ?? 0) ? name : least));
    hidden.push(smallest);
  }
  // Zero is empty as well: that nobody answered this way tells of each who did answer.
  return Object.fromEntries(
    Object.entries(parts).map(([name, count]) => [name, hidden.includes(name) || count === 0 ? null : count]),
  );
}
