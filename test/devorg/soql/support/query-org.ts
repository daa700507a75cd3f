import { type Viewer, viewerFor } from '../../../../src/devorg/access/viewer.ts';
import type { ApiError } from '../../../../src/devorg/api-error.ts';
import { insertRows } from '../../../../src/devorg/data/index.ts';
import { runQuery } from '../../../../src/devorg/soql/index.ts';
import { addRow, createSmallOrg, type SmallOrg } from '../../support/small-org.ts';

export interface QueryOrg extends SmallOrg {
  readonly asAdmin: Viewer;
  /** The records of a query as a user, the admin unless said otherwise. */
  records(soql: string, viewer?: Viewer): Record<string, unknown>[];
  /** One field of each record. */
  values(soql: string, field: string): unknown[];
  /** What a query is refused with. */
  refusal(soql: string, viewer?: Viewer): { errorCode: string; message: string };
}

/** The small org with a few accounts whose fields are full, empty and odd. */
export function createQueryOrg(settings: Parameters<typeof createSmallOrg>[0] = {}): QueryOrg {
  const small = createSmallOrg({ forceApp: 'force-app/main/default', ...settings });
  const { org } = small;
  const asAdmin = viewerFor(org, small.admin);
  const records: QueryOrg['records'] = (soql, viewer = asAdmin) => [...runQuery(org, viewer, soql).rows()];
  insertRows(org, 'Account', [
    {
      Name: 'alpha',
      Site: '100%',
      AnnualRevenue: 10,
      NumberOfEmployees: 5,
      OwnerId: small.anna,
      LastActivityDate: '2026-03-01',
    },
    {
      Name: 'Alpine',
      Site: 'a_b',
      AnnualRevenue: 20.5,
      Industry: 'Energy',
      OwnerId: small.ben,
      LastActivityDate: '2026-02-28',
    },
    {
      Name: 'Beta',
      Site: 'axb',
      NumberOfEmployees: 7,
      Industry: 'Retail',
      OwnerId: small.anna,
      LastActivityDate: '2025-12-31',
    },
    { Name: "O'Neil", Site: null, AnnualRevenue: -3, Industry: 'energy', OwnerId: small.anna },
    { Name: 'Gone', Site: 'deleted', AnnualRevenue: 10, IsDeleted: true, OwnerId: small.anna },
  ]);
  return {
    ...small,
    asAdmin,
    records,
    values: (soql, field) => records(soql).map((record) => record[field]),
    refusal: (soql, viewer) => {
      try {
        records(soql, viewer);
      } catch (error) {
        const { errorCode, message } = error as ApiError;
        return { errorCode, message };
      }
      throw new Error(`Not refused: ${soql}`);
    },
  };
}

export { addRow };
