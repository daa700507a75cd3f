import type { Org } from '../../org.ts';
import type { Office } from '../signs/page.ts';
import { stampOf } from '../time.ts';
import { writeCampaigns } from './campaigns.ts';
import { writeCatalogue } from './catalogue.ts';
import type { Company, Records } from './company.ts';
import { writeGroups } from './groups.ts';
import { writeHolidays } from './holidays.ts';
import { writeProfiles } from './profiles.ts';
import { writeRoles } from './roles.ts';
import { drawCompany } from './staff.ts';
import { writeAssignments, writePackageRows } from './write-package-rows.ts';
import { writeUsers } from './write-users.ts';

export interface Founding {
  readonly org: Org;
  readonly accounts: number;
  readonly seed: number;
  readonly noise: number;
}

/** Draws the seller and writes all that is there before the first customer: people, rights, groups, products. */
export function foundCompany(
  founding: Founding,
  records: Records,
  nowMs: number,
): { company: Company; office: Office } {
  const { org, seed } = founding;
  const company = drawCompany(records, seed, founding.accounts);
  writeRoles(records, company.roles, stampOf(nowMs));
  writeUsers(records, company, { seed, nowMs, profileId: writeProfiles(records, org) });
  writeAssignments(records, org, company, nowMs);
  writePackageRows(records, org, company, nowMs);
  writeHolidays(records, company.administrator.id, nowMs);
  const catalogue = writeCatalogue(records, org, company.administrator.id, nowMs);
  const sharing = writeGroups(records, company, seed, nowMs);
  const campaigns = writeCampaigns(records, company, seed, nowMs);
  let caseNumber = 1000;
  let contractNumber = 100;
  const office: Office = {
    records,
    company,
    sharing,
    catalogue,
    campaigns,
    nowMs,
    noise: founding.noise,
    recentMail: [],
    hasField: (objectName, fieldName) => org.schema.field(objectName, fieldName) !== undefined,
    nextCaseNumber: () => String((caseNumber += 1)).padStart(8, '0'),
    nextContractNumber: () => String((contractNumber += 1)).padStart(8, '0'),
  };
  return { company, office };
}
