import { createPublicKey } from 'node:crypto';

import { componentOf } from '../metadata/component-name.ts';
import type { PackageFile } from '../metadata/package-file.ts';
import type { Problems } from '../metadata/problems.ts';
import { textOf, valueOf } from '../metadata/xml.ts';
import type { Org } from '../org.ts';
import { APP, type AppPart, GLOBAL, namesIn, OAUTH, partsIn, POLICIES } from './client-apps.ts';

/** Apps that belong together, name permission sets that exist, and carry a certificate that can be read. */
export function checkApps(org: Org, files: readonly PackageFile[], problems: Problems): void {
  const parts = partsIn(files);
  const apps = new Set(
    files.map(({ path }) => componentOf(path)).flatMap((name) => (name?.type === APP ? [name.fullName] : [])),
  );
  for (const part of parts) {
    const report = (reason: string): void => problems.add(part.file.path, reason, part.root.line);
    if (!apps.has(part.app)) report(`In field: externalClientApplication - no ${APP} named ${part.app} found`);
    const twin = parts.find((one) => one.type === part.type && one.app === part.app);
    if (twin && twin !== part) report(`duplicate value found: ${part.type} of ${part.app} duplicates ${twin.name}`);
    for (const reason of partProblems(org, files, part)) report(reason);
  }
}

function partProblems(org: Org, files: readonly PackageFile[], { type, root }: AppPart): string[] {
  if (type === GLOBAL) return certificateProblems(textOf(root, 'certificate'));
  if (type === OAUTH) return scopeProblems(valueOf(root, 'commaSeparatedOauthScopes'));
  if (type !== POLICIES) return [];
  const unknown = namesIn(root, 'commaSeparatedPermissionSet').filter((name) => !hasPermissionSet(org, files, name));
  return unknown.length === 0 ? [] : [`We couldn't find permission sets called ${unknown.join(', ')}`];
}

function certificateProblems(pem: string | undefined): string[] {
  if (pem === undefined || pem === '') return [];
  try {
    createPublicKey(pem);
    return pem.includes('BEGIN CERTIFICATE') ? [] : ['<certificate> is no X.509 certificate in PEM'];
  } catch {
    return ['<certificate> is no X.509 certificate in PEM'];
  }
}

const SCOPES = new Set(
  'Address,Api,CDP,CDPIngest,CDPProfile,CDPQuery,CDPSegment,Chatbot,Chatter,Content,CustomApplications,CustomPermissions,Eclair,Email,EinsteinGPT,ForgotPassword,Full,Interaction,Lightning,MCP,OfflineAccess,OpenID,Pardot,Phone,Profile,PwdlessLogin,RefreshToken,SCRT,SFApiPlatform,UserRegistration,Wave,Web,Basic'.split(
    ',',
  ),
);

function scopeProblems(list: string): string[] {
  const unknown = list
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '' && !SCOPES.has(scope));
  return unknown.map((scope) => `${scope} is no OAuth scope; scopes are ${[...SCOPES].join(', ')}`);
}

function hasPermissionSet(org: Org, files: readonly PackageFile[], name: string): boolean {
  const row = org.database
    .prepare('SELECT 1 FROM "PermissionSet" WHERE "Name" = ? AND "IsOwnedByProfile" = 0')
    .get(name);
  if (row !== undefined) return true;
  return files.some(({ path }) => {
    const component = componentOf(path);
    return component?.type === 'PermissionSet' && component.fullName === name;
  });
}
