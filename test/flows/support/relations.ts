import type { TwoDivisions } from '../../support/two-divisions.ts';

interface Described {
  readonly childRelationships?: readonly { readonly childSObject: string; readonly relationshipName: string | null }[];
}

/** Every relation that leads down to one of these objects, as far as a user knows of it. */
export async function relationsTo(
  org: Pick<TwoDivisions, 'call'>,
  userId: string,
  objects: readonly string[],
): Promise<readonly (readonly [parent: string, relation: string, child: string])[]> {
  const parents = ['Account', 'Contact', 'Opportunity', 'User', 'Baton_Need__c', 'Baton_Division__c', ...objects];
  const found: (readonly [string, string, string])[] = [];
  for (const parent of parents) {
    const { body } = await org.call<Described>(userId, 'GET', `/sobjects/${parent}/describe`);
    for (const { childSObject: child, relationshipName: relation } of body.childRelationships ?? []) {
      if (relation !== null && objects.includes(child)) found.push([parent, relation, child]);
    }
  }
  return found;
}
