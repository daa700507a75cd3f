import { judgeOrg, type Remark } from '../facts/judge-org.ts';
import type { OrgFacts } from '../facts/org-facts.ts';
import { InstallError } from '../install-errors.ts';
import { type Change, keep, type Step, type StepContext } from '../step.ts';

/** Looks at the org before anything is made in it. @param facts are read once, since later steps need them too */
export function checkOrg({ say, org }: StepContext, facts: () => Promise<OrgFacts>): Step {
  return {
    name: 'check',
    title: 'Check the org',
    async plan(): Promise<readonly Change[]> {
      const found = await facts();
      const where = `${found.name}, ${found.edition}, ${org.orgId}, ${org.instanceUrl}`;
      return [keep(where), ...judgeOrg(found, Date.now()).flatMap(linesOf).map(keep)];
    },
    async apply() {
      const remarks = judgeOrg(await facts(), Date.now());
      refuse(remarks);
      for (const remark of remarks.filter(({ level }) => level === 'hint'))
        for (const line of linesOf(remark)) say(line);
      return 'Baton can work in this org.';
    },
  };
}

function linesOf({ message, actions }: Remark): readonly string[] {
  return [message, ...actions.map((action) => `  → ${action}`)];
}

/** @throws InstallError `INSTALL_ORG_UNFIT` with every reason at once */
function refuse(remarks: readonly Remark[]): void {
  const faults = remarks.filter(({ level }) => level === 'fault');
  if (faults.length === 0) return;
  throw new InstallError('INSTALL_ORG_UNFIT', faults.map(({ message }) => message).join('\n'), {
    actions: faults.flatMap(({ actions }) => actions),
  });
}
