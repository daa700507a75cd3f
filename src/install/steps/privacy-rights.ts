import { manifest } from '../app/app-metadata.ts';
import { deploy } from '../deploy.ts';
import { hasObject, type OrgFacts } from '../facts/org-facts.ts';
import { InstallError } from '../install-errors.ts';
import { type PackageArchive, packFiles } from '../package-archive.ts';
import { keep, make, type Step, type StepContext } from '../step.ts';
import { assignSets, missingSets } from './admin-rights.ts';

/** Not in `force-app`: an org that shows no data protection details has no Individual and would refuse the package. */
export const PRIVACY_SET = 'Baton_Privacy';

const OBJECT = 'Individual';
const FIELDS = ['HasOptedOutProcessing', 'ShouldForget'];
const NOTHING = `nothing: this org shows no data protection details (${OBJECT})`;

/** Lets the service read who wishes to be forgotten or not to be processed, where the org keeps such wishes. */
export function givePrivacyRights(
  { org, journal }: StepContext,
  username: string,
  facts: () => Promise<OrgFacts>,
): Step {
  return {
    name: 'privacy',
    title: 'Let the service read who wishes to be forgotten',
    async plan() {
      if (!(await facts()).hasIndividuals) return [keep(NOTHING)];
      const { user } = journal.read();
      const missing = user === undefined ? [PRIVACY_SET] : await missingSets(org, user.id, [PRIVACY_SET]);
      const words = `permission set ${PRIVACY_SET} for ${username}: read ${OBJECT}, ${FIELDS.join(', ')}`;
      return [missing.length === 0 ? keep(words) : make(words)];
    },
    async apply() {
      if (!(await hasObject(org, OBJECT))) return `There is ${NOTHING}.`;
      const { user } = journal.read();
      if (user === undefined) throw new TypeError('the user of the service comes before its rights');
      if ((await missingSets(org, user.id, [PRIVACY_SET])).length === 0)
        return `${username} may read ${OBJECT} already.`;
      try {
        await deploy(org, await packPrivacySet(org.rest.apiVersion));
        await assignSets(org, user.id, [PRIVACY_SET]);
      } catch (error) {
        // Everything else works without it, and the doctor goes on asking for it.
        if (!(error instanceof InstallError)) throw error;
        return `${username} can not read ${OBJECT}: ${error.message}`;
      }
      return `${username} may read ${OBJECT}.`;
    },
  };
}

function packPrivacySet(apiVersion: string): Promise<PackageArchive> {
  const components = [{ type: 'PermissionSet', name: PRIVACY_SET }];
  return packFiles(
    [
      { path: `permissionsets/${PRIVACY_SET}.permissionset`, text: privacySet() },
      { path: 'package.xml', text: manifest(components, apiVersion) },
    ],
    components,
  );
}

function privacySet(): string {
  const fields = FIELDS.flatMap((field) => [
    '    <fieldPermissions>',
    '        <editable>false</editable>',
    `        <field>${OBJECT}.${field}</field>`,
    '        <readable>true</readable>',
    '    </fieldPermissions>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">',
    '    <description>Lets the service of Baton read who wishes to be forgotten or not to be processed.</description>',
    ...fields,
    '    <hasActivationRequired>false</hasActivationRequired>',
    '    <label>Baton Privacy</label>',
    '    <objectPermissions>',
    '        <allowCreate>false</allowCreate>',
    '        <allowDelete>false</allowDelete>',
    '        <allowEdit>false</allowEdit>',
    '        <allowRead>true</allowRead>',
    '        <modifyAllRecords>false</modifyAllRecords>',
    `        <object>${OBJECT}</object>`,
    '        <viewAllRecords>true</viewAllRecords>',
    '    </objectPermissions>',
    '</PermissionSet>',
    '',
  ].join('\n');
}
