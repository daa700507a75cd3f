import { DIVISIONS, SELLER } from '../divisions.ts';
import { randomFor } from '../random.ts';
import { audit, DAY_MS, stampOf } from '../time.ts';
import { webWord } from '../words/company-name.ts';
import { officeMobile, officePhone } from '../words/phones.ts';
import type { Area, Colleague, Company, Post, Records } from './company.ts';

/** Names of the profiles that the posts work under. */
export type ProfileName =
  | 'System Administrator'
  | 'Nordwerk Sales'
  | 'Nordwerk Service'
  | 'Nordwerk Marketing'
  | 'Minimum Access - API Only Integrations';

/** The profile of somebody on this post. */
function profileOf(colleague: Colleague): ProfileName {
  switch (colleague.post) {
    case 'administrator':
      return 'System Administrator';
    case 'integration':
      return 'Minimum Access - API Only Integrations';
    case 'agent':
      return 'Nordwerk Service';
    case 'marketer':
      return 'Nordwerk Marketing';
    default:
      return 'Nordwerk Sales';
  }
}

function divisionName(colleague: Colleague): string | undefined {
  return DIVISIONS.find((division) => division.key === colleague.division)?.name;
}

/** `%d` stands for the division, `%a` for the sales area. */
const TITLES: Readonly<Record<Post, string>> = {
  chief: 'Chief Executive Officer',
  head: 'Head of %d',
  manager: 'Regional Manager %a',
  rep: 'Account Manager %d',
  agent: 'Customer Service Agent',
  marketer: 'Marketing Manager',
  administrator: 'CRM Administrator',
  integration: 'Integration User',
};

function titleOf(colleague: Colleague, areas: readonly Area[]): string {
  const area = areas[colleague.area ?? -1]?.name ?? '';
  return TITLES[colleague.post].replace('%d', divisionName(colleague) ?? '').replace('%a', area);
}

const DEPARTMENTS: Readonly<Record<Post, string>> = {
  chief: 'Management',
  head: 'Sales',
  manager: 'Sales',
  rep: 'Sales',
  agent: 'Customer Service',
  marketer: 'Marketing',
  administrator: 'IT',
  integration: 'IT',
};

/** The mail address, made of the name; a number keeps namesakes apart. */
function mailName(colleague: Colleague, taken: Map<string, number>): string {
  const plain = `${webWord(colleague.firstName)}.${webWord(colleague.lastName)}`;
  const count = (taken.get(plain) ?? 0) + 1;
  taken.set(plain, count);
  return count === 1 ? plain : `${plain}${String(count)}`;
}

export interface UserFrame {
  readonly seed: number;
  readonly nowMs: number;
  profileId(name: ProfileName): string;
}

/** One `User` row for each colleague. The administrator made all of them. */
export function writeUsers(records: Records, company: Company, frame: UserFrame): void {
  const { seed, nowMs } = frame;
  const taken = new Map<string, number>();
  for (const [index, colleague] of company.colleagues.entries()) {
    const random = randomFor(seed, 'user row', index);
    const mail = `${mailName(colleague, taken)}@${SELLER.domain}`;
    const isPerson = colleague.post !== 'integration';
    records.add('User', {
      Id: colleague.id,
      Username: mail,
      Email: mail,
      FirstName: colleague.firstName,
      LastName: colleague.lastName,
      Alias: (webWord(colleague.firstName).slice(0, 1) + webWord(colleague.lastName)).slice(0, 8),
      CommunityNickname: mail.split('@')[0] ?? mail,
      Title: titleOf(colleague, company.areas),
      Division: divisionName(colleague) ?? null,
      Department: DEPARTMENTS[colleague.post],
      CompanyName: SELLER.name,
      City: colleague.city,
      Country: 'Germany',
      Phone: isPerson ? officePhone(colleague.city, index) : null,
      MobilePhone: isPerson ? officeMobile(index) : null,
      EmployeeNumber: isPerson ? String(1000 + index) : null,
      UserRoleId: colleague.roleId ?? null,
      ManagerId: colleague.managerId ?? null,
      ProfileId: frame.profileId(profileOf(colleague)),
      IsActive: colleague.isActive,
      UserType: 'Standard',
      TimeZoneSidKey: 'Europe/Berlin',
      LocaleSidKey: 'de_DE',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      LastLoginDate: colleague.isActive ? stampOf(nowMs - random.next() * 7 * DAY_MS) : null,
      ...audit(nowMs - 1000 * DAY_MS, company.administrator.id, nowMs - random.real(30, 400) * DAY_MS),
    });
  }
}
