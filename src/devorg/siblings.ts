import type { Org } from './org.ts';
import type { Sibling } from './pages/record-page.ts';
import { openTruth } from './sample/truth.ts';

export interface Siblings {
  /** The same customer's other accounts, with their owners. */
  readonly of: (accountId: string) => readonly Sibling[];
  close(): void;
}

/** Reads from the sample company's truth which accounts are one customer: help for whoever looks at the demo. */
export function siblingsFrom(org: Org, truthFile: string): Siblings {
  const truth = openTruth(truthFile);
  const account = org.database.prepare(
    `SELECT a.Id AS accountId, a.Name AS accountName, u.Division AS division, u.Id AS ownerId, u.Name AS ownerName
     FROM Account AS a JOIN "User" AS u ON u.Id = a.OwnerId WHERE a.Id = ? AND a.IsDeleted = 0 AND u.IsActive = 1`,
  );
  return {
    of: (accountId) => {
      const customerId = truth.customerOf(accountId);
      if (customerId === undefined) return [];
      return truth
        .accountsOf(customerId)
        .filter((id) => id !== accountId)
        .flatMap((id) => (account.get(id) as unknown as Sibling | undefined) ?? []);
    },
    close: () => {
      truth.close();
    },
  };
}
