import { z } from 'zod';

import { soql } from '../../crm/soql.ts';
import { queryRows } from '../admin-org.ts';
import { awaitDeploy, deploy, type DeployOptions, deployState } from '../deploy.ts';
import { salesforceCodeOf } from '../install-errors.ts';
import type { Component, PackageArchive } from '../package-archive.ts';
import { keep, make, type Step, type StepContext } from '../step.ts';

/** What a kind of component is called, one and many. */
const words: Readonly<Record<string, readonly [one: string, many: string]>> = {
  CustomApplication: ['app', 'apps'],
  CustomField: ['field on standard objects', 'fields on standard objects'],
  CustomLabels: ['set of labels', 'sets of labels'],
  CustomNotificationType: ['notification type', 'notification types'],
  CustomObject: ['object', 'objects'],
  CustomPermission: ['custom permission', 'custom permissions'],
  CustomTab: ['tab', 'tabs'],
  Dashboard: ['dashboard', 'dashboards'],
  DashboardFolder: ['folder of dashboards', 'folders of dashboards'],
  FlexiPage: ['page', 'pages'],
  Layout: ['layout', 'layouts'],
  LightningComponentBundle: ['panel or part of one', 'panels and parts of panels'],
  PermissionSet: ['permission set', 'permission sets'],
  Report: ['report', 'reports'],
  ReportFolder: ['folder of reports', 'folders of reports'],
  ReportType: ['report type', 'report types'],
};

const countSchema = z.looseObject({ Name: z.string() });
/** The component that comes last of all: where it is, the whole package is. */
const proofOfPackage = 'Baton_Integration';

/** Puts the package in the org, by one deploy that takes everything or nothing. */
export function deployPackage({ org, journal, say }: StepContext, packed: () => Promise<PackageArchive>): Step {
  async function isThere(fingerprint: string): Promise<boolean> {
    if (journal.read().package?.fingerprint !== fingerprint) return false;
    const query = soql`SELECT Name FROM PermissionSet WHERE Name = ${proofOfPackage}`;
    return (await queryRows(org, query, countSchema)).length > 0;
  }
  const options: DeployOptions = {
    onProgress: ({ componentsDone, componentsTotal, status }) => {
      if (componentsTotal > 0) say(`${status}: ${String(componentsDone)} of ${String(componentsTotal)} components`);
    },
  };
  /** A deploy that was under way when we were cut off is waited for, not started again. */
  async function resume(fingerprint: string): Promise<boolean> {
    const started = journal.read().deploy;
    if (started?.fingerprint !== fingerprint) return false;
    try {
      const state = await deployState(org, started.id);
      if (state.isDone && !state.isSuccess) return false;
      await awaitDeploy(org, started.id, options);
      return true;
    } catch (error) {
      // The org forgets deploys after some days.
      if (['NOT_FOUND', 'INVALID_ID_FIELD', 'INVALID_CROSS_REFERENCE_KEY'].includes(salesforceCodeOf(error) ?? ''))
        return false;
      throw error;
    }
  }
  return {
    name: 'package',
    title: 'Put the package in the org',
    async plan() {
      const { components, fingerprint } = await packed();
      if (await isThere(fingerprint)) return [keep(`the package as it is (${countWords(components)})`)];
      return [make(countWords(components)), ...components.map(({ type, name }) => make(`${type} ${name}`))];
    },
    async apply() {
      const archive = await packed();
      const { fingerprint, components } = archive;
      const content = countWords(components);
      if (await isThere(fingerprint)) return `The org has the package already: ${content}.`;
      if (!(await resume(fingerprint))) {
        const onStarted = (id: string): void => {
          journal.note({ deploy: { id, fingerprint } });
        };
        await deploy(org, archive, { ...options, onStarted });
      }
      journal.note({ package: { fingerprint } });
      return `The org has the package: ${content}.`;
    },
  };
}

/** `19 objects, 18 tabs, 5 permission sets` */
function countWords(components: readonly Component[]): string {
  const counts = new Map<string, number>();
  for (const { type } of components) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts]
    .map(([type, count]) => `${String(count)} ${words[type]?.[count === 1 ? 0 : 1] ?? type}`)
    .join(', ');
}
