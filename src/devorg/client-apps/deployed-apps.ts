import { insertRows, prepare } from '../data/index.ts';
import { componentOf } from '../metadata/component-name.ts';
import type { PackageFile } from '../metadata/package-file.ts';
import { rootOf } from '../metadata/package-source.ts';
import { valueOf, type XmlElement } from '../metadata/xml.ts';
import type { Org } from '../org.ts';

const APP = 'ExternalClientApplication';
const GLOBAL = 'ExtlClntAppGlobalOauthSettings';

/** An external client app as it was deployed, with the settings that hold its consumer key. */
export interface DeployedApp {
  /** Id of its row. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** Name of the component with the key; absent where the app has no OAuth. */
  readonly globalName?: string;
  readonly global?: XmlElement;
}

function filesOf(org: Org, type: string): { readonly name: string; readonly file: PackageFile }[] {
  return org.source.flatMap((file) => {
    const component = componentOf(file.path);
    return component?.type === type ? [{ name: component.fullName, file }] : [];
  });
}

/** All apps of the org. */
export function deployedApps(org: Org): DeployedApp[] {
  const settings = filesOf(org, GLOBAL).map(({ name, file }) => ({ name, root: rootOf(file) }));
  return filesOf(org, APP).map(({ name, file }) => {
    const global = settings.find(({ root }) => valueOf(root, 'externalClientApplication') === name);
    return {
      id: idOf(org, name) ?? '',
      name,
      label: valueOf(rootOf(file), 'label'),
      ...(global === undefined ? {} : { globalName: global.name, global: global.root }),
    };
  });
}

/** Brings the rows that can be queried in line with the apps that are deployed. */
export function writeAppRows(org: Org, userId: string): void {
  const apps = filesOf(org, APP);
  const names = new Set(apps.map(({ name }) => name));
  for (const row of org.database.prepare(`SELECT "Id", "DeveloperName" AS name FROM "${APP}"`).all()) {
    if (!names.has(String(row['name'])))
      prepare(org.database, `DELETE FROM "${APP}" WHERE "Id" = ?`).run(String(row['Id']));
  }
  const rows = apps
    .filter(({ name }) => idOf(org, name) === undefined)
    .map(({ name, file }) => {
      const root = rootOf(file);
      return {
        ...{ DeveloperName: name, MasterLabel: valueOf(root, 'label'), Description: valueOf(root, 'description') },
        ...{ ContactEmail: valueOf(root, 'contactEmail'), DistributionState: valueOf(root, 'distributionState') },
      };
    });
  insertRows(org, APP, rows, userId);
}

function idOf(org: Org, name: string): string | undefined {
  const id = prepare(org.database, `SELECT "Id" AS id FROM "${APP}" WHERE "DeveloperName" = ?`).get(name)?.['id'];
  return typeof id === 'string' ? id : undefined;
}
