import type { Crm } from '../crm/crm.ts';
import { type HandoffEffect, handoffEffect, type PolicyEffect, policyEffect } from '../pipeline/index.ts';
import type { Policy } from '../policy/index.ts';
import { publishEffects } from '../publish/index.ts';
import type { Database } from '../store/database.ts';
import { readPolicyChoices } from '../store/tables/choices.ts';

/** Tells admins who try out rules what these would do. Costs one API call for each question, none without one. */
export async function answerDrafts(
  { crm, database, version }: { readonly crm: Crm; readonly database: Database; readonly version: string },
  policyDefaults: Policy,
): Promise<void> {
  await publishEffects(crm, database, version, async ({ choices }) => {
    const now = await readPolicyChoices(database);
    const both = { now, then: choices };
    return toMessage(
      await policyEffect(database, both, policyDefaults, crm.serverNow()),
      await handoffEffect(database, both, crm.serverNow()),
    );
  });
}

/** `relationships 412 508;strong 20 31;…;customers 2000 10000;…`: under the draft and as it is; the panel makes sentences. */
function toMessage({ now, then, computed, customers }: PolicyEffect, handoffs: HandoffEffect): string {
  const counts = (['relationships', 'strong', 'good', 'some', 'named'] as const).map(
    (name) => `${name} ${then[name]} ${now[name]}`,
  );
  const given = (['undecided', 'uncontacted', 'full'] as const).map(
    (name) => `${name} ${handoffs.then[name]} ${handoffs.now[name]}`,
  );
  return [...counts, `customers ${computed} ${customers}`, ...given, `handoffs ${handoffs.handoffs}`].join(';');
}
