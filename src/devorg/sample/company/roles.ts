import { type DivisionKey, DIVISIONS } from '../divisions.ts';
import type { Area, Records, Role } from './company.ts';

/** The tree of roles: chief, heads, regional managers, sales; service and marketing beside the divisions. */
export interface RoleTree {
  readonly all: readonly Role[];
  readonly chief: Role;
  readonly serviceHead: Role;
  readonly service: Role;
  readonly marketingHead: Role;
  readonly marketing: Role;
  head(division: DivisionKey): Role;
  manager(division: DivisionKey, area: number): Role;
  sales(division: DivisionKey, area: number): Role;
}

export function makeRoles(records: Records, areas: readonly Area[]): RoleTree {
  const all: Role[] = [];
  const byKey = new Map<string, Role>();
  const add = (key: string, name: string, parent: Role | undefined): Role => {
    const role = { id: records.id('UserRole'), name, parentId: parent?.id };
    all.push(role);
    byKey.set(key, role);
    return role;
  };
  const find = (key: string): Role => {
    const role = byKey.get(key);
    if (role === undefined) throw new RangeError(`no such role: ${key}`);
    return role;
  };
  const chief = add('chief', 'Chief Executive', undefined);
  for (const division of DIVISIONS) {
    const head = add(`head ${division.key}`, `Head of ${division.name}`, chief);
    for (const area of areas) {
      const place = `${division.key} ${String(area.index)}`;
      const manager = add(`manager ${place}`, `Regional Manager ${division.name} ${area.name}`, head);
      add(`sales ${place}`, `${division.name} Sales ${area.name}`, manager);
    }
  }
  const serviceHead = add('service head', 'Head of Customer Service', chief);
  const service = add('service', 'Customer Service', serviceHead);
  const marketingHead = add('marketing head', 'Head of Marketing', chief);
  const marketing = add('marketing', 'Marketing', marketingHead);
  return {
    all,
    chief,
    serviceHead,
    service,
    marketingHead,
    marketing,
    head: (division) => find(`head ${division}`),
    manager: (division, area) => find(`manager ${division} ${String(area)}`),
    sales: (division, area) => find(`sales ${division} ${String(area)}`),
  };
}

/** One row of `UserRole` for each role, parents first. */
export function writeRoles(records: Records, roles: readonly Role[], now: string): void {
  for (const role of roles) {
    records.add('UserRole', {
      Id: role.id,
      Name: role.name,
      DeveloperName: role.name.replace(/[^A-Za-z0-9]+/g, '_'),
      ParentRoleId: role.parentId ?? null,
      RollupDescription: role.name,
      OpportunityAccessForAccountOwner: 'None',
      CaseAccessForAccountOwner: 'None',
      ContactAccessForAccountOwner: 'Edit',
      LastModifiedDate: now,
      SystemModstamp: now,
    });
  }
}
