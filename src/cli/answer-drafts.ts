import type { Crm } from '../crm/crm.ts';
import { type PolicyEffect, policyEffect } from '../pipeline/index.ts';
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
    return toMessage(await policyEffect(database, { now, then: choices }, policyDefaults, crm.serverNow()));
  });
}

/** `relationships 412 508;strong 20 31;…;customers 2000 10000`: under the draft and as it is; the panel makes sentences. */
function toMessage({ now, then, computed, customers }: PolicyEffect): string {
  const counts = (['relationships', 'strong', 'good', 'some', 'named'] as const).map(
    (name) => `${name} ${then[name]} ${now[name]}`,
  );
  return [...counts, `customers ${computed} ${customers}`].join(';');
}
