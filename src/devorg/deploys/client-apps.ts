import { randomBytes } from 'node:crypto';

import { type ConnectedApp, ConnectedApps } from '../connected-apps.ts';
import { componentOf } from '../metadata/component-name.ts';
import type { PackageFile } from '../metadata/package-file.ts';
import { rootOf, withChildren } from '../metadata/package-source.ts';
import { writeMetadata } from '../metadata/write-xml.ts';
import { textOf, valueOf, type XmlElement } from '../metadata/xml.ts';
import type { Org } from '../org.ts';

export const APP = 'ExternalClientApplication';
export const GLOBAL = 'ExtlClntAppGlobalOauthSettings';
export const OAUTH = 'ExtlClntAppOauthSettings';
export const POLICIES = 'ExtlClntAppOauthConfigurablePolicies';
const PARTS = [GLOBAL, OAUTH, POLICIES, 'ExtlClntAppConfigurablePolicies'];

/** One file of an external client app. */
export interface AppPart {
  readonly file: PackageFile;
  readonly type: string;
  readonly name: string;
  readonly app: string;
  readonly root: XmlElement;
}

/**
 * What the platform adds to the apps that a package brings: a consumer key and secret where none is given, kept from
 * one deploy to the next, and the policies that an app gets as soon as it has OAuth.
 */
export function completeApps(files: readonly PackageFile[], before: readonly PackageFile[]): PackageFile[] {
  const old = partsIn(before);
  const parts = partsIn(files);
  const keyed = files.map((file) => {
    const part = parts.find((one) => one.file === file);
    return part?.type === GLOBAL ? withKeys(part, old) : file;
  });
  const bare = parts.filter(({ type, app }) => type === OAUTH && !parts.some(isPolicyOf(app)));
  return [...keyed, ...bare.map(({ app }) => firstPolicies(app))];
}

const isPolicyOf =
  (app: string) =>
  (part: AppPart): boolean =>
    part.type === POLICIES && part.app === app;

function withKeys(part: AppPart, old: readonly AppPart[]): PackageFile {
  const before = old.find(({ type, app }) => type === GLOBAL && app === part.app)?.root;
  const keep = (tag: string, rotate: string, make: () => string): XmlElement | undefined => {
    if (textOf(part.root, tag) !== undefined) return undefined;
    const known = before && textOf(part.root, rotate) !== 'true' ? textOf(before, tag) : undefined;
    return { name: tag, text: known ?? make(), line: part.root.line, children: [] };
  };
  const added = [
    keep('consumerKey', 'shouldRotateConsumerKey', () => `3MVG9${randomBytes(60).toString('base64url')}`),
    keep('consumerSecret', 'shouldRotateConsumerSecret', () => randomBytes(32).toString('hex').toUpperCase()),
  ].filter((element) => element !== undefined);
  return added.length === 0 ? part.file : withChildren(part.file, [...part.root.children, ...added]);
}

function firstPolicies(app: string): PackageFile {
  const name = `${app}_oauthPlcy`;
  const values = {
    externalClientApplication: app,
    ipRelaxationPolicyType: 'Enforce',
    label: name,
    permittedUsersPolicyType: 'AllSelfAuthorized',
    refreshTokenPolicyType: 'SpecificLifetime',
  };
  const children = Object.entries(values).map(([tag, text]) => ({ name: tag, text, line: 1, children: [] }));
  const content = Buffer.from(writeMetadata({ name: POLICIES, text: '', children }));
  return { path: `extlClntAppOauthPolicies/${name}.ecaOauthPlcy-meta.xml`, content };
}

/** The files of external client apps, read. */
export function partsIn(files: readonly PackageFile[]): AppPart[] {
  return files.flatMap((file) => {
    const name = componentOf(file.path);
    if (!name || !PARTS.includes(name.type)) return [];
    try {
      const root = rootOf(file);
      return [{ file, type: name.type, name: name.fullName, app: valueOf(root, 'externalClientApplication'), root }];
    } catch {
      // What is not well-formed is told where the package is read.
      return [];
    }
  });
}

/** Lets those apps log in that the package now has, and no longer those that it had. */
export function registerApps(org: Org, before: readonly PackageFile[], after: readonly PackageFile[]): void {
  const apps = new ConnectedApps(org);
  const now = appsIn(after);
  for (const { clientId } of appsIn(before)) {
    if (!now.some((app) => app.clientId === clientId)) apps.remove(clientId);
  }
  for (const app of now) apps.register(app);
}

/** Apps that can log in by JWT bearer: with OAuth, a consumer key and a certificate. */
function appsIn(files: readonly PackageFile[]): ConnectedApp[] {
  const parts = partsIn(files);
  return parts.flatMap(({ type, app, root }) => {
    const certificatePem = valueOf(root, 'certificate');
    const oauth = parts.some((one) => one.type === OAUTH && one.app === app);
    if (type !== GLOBAL || !oauth || certificatePem === '') return [];
    return [{ clientId: valueOf(root, 'consumerKey'), certificatePem, ...admitted(parts.find(isPolicyOf(app))?.root) }];
  });
}

/** Whom an app lets in without asking them; nobody, while users may authorize themselves. */
function admitted(policy: XmlElement | undefined): Pick<ConnectedApp, 'permissionSets' | 'profiles'> {
  if (!policy || valueOf(policy, 'permittedUsersPolicyType') !== 'AdminApprovedPreAuthorized') {
    return { permissionSets: [], profiles: [] };
  }
  return {
    permissionSets: namesIn(policy, 'commaSeparatedPermissionSet'),
    profiles: namesIn(policy, 'commaSeparatedProfile'),
  };
}

/** The names in a list with commas between. */
export function namesIn(root: XmlElement, tag: string): string[] {
  return valueOf(root, tag)
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
