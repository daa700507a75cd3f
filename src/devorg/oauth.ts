import { createPublicKey, verify, X509Certificate } from 'node:crypto';

import type { ConnectedApp, ConnectedApps } from './connected-apps.ts';
import type { Org } from './org.ts';

/** An error of the OAuth endpoints: an object, where the REST API answers with an array. */
export class OAuthError extends Error {
  readonly error: string;

  constructor(error: string, description: string) {
    super(description);
    this.name = 'OAuthError';
    this.error = error;
  }
}

interface Claims {
  readonly iss?: unknown;
  readonly sub?: unknown;
  readonly prn?: unknown;
  readonly aud?: unknown;
  readonly exp?: unknown;
}

interface Assertion {
  readonly claims: Claims;
  readonly signedText: string;
  readonly signature: Buffer;
}

export interface LoginRules {
  readonly apps: ConnectedApps;
  /** Where the org itself listens; an audience besides Salesforce's two login hosts. */
  readonly instanceUrl: string;
  /** Milliseconds since 1970 of the machine: clients sign with their own clock, which nobody has moved. */
  readonly wallClock: number;
}

const loginHosts = ['https://login.salesforce.com', 'https://test.salesforce.com'];

/**
 * Decides a JWT bearer login (OAuth 2.0, RFC 7523, as Salesforce runs it) and returns the user's id.
 *
 * @throws OAuthError in Salesforce's words.
 */
export function userOfAssertion(org: Org, rules: LoginRules, text: string): string {
  const assertion = readAssertion(text);
  const { claims } = assertion;
  const app = typeof claims.iss === 'string' ? rules.apps.find(claims.iss) : undefined;
  if (app === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (!isSignedBy(assertion, app)) throw new OAuthError('invalid_grant', 'invalid assertion');
  checkCertificate(app, org.clock.now());
  checkAudience(claims.aud, rules.instanceUrl);
  checkExpiry(claims.exp, rules.wallClock);
  return preAuthorisedUser(org, app, claims.sub ?? claims.prn);
}

function readAssertion(text: string): Assertion {
  const [header, payload, signature, ...rest] = text.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) {
    throw new OAuthError('invalid_grant', 'invalid assertion');
  }
  const parsedHeader = decode(header) as { alg?: unknown };
  if (parsedHeader.alg !== 'RS256') throw new OAuthError('invalid_grant', 'algorithm type not supported');
  return {
    claims: decode(payload),
    signedText: `${header}.${payload}`,
    signature: Buffer.from(signature, 'base64url'),
  };
}

function decode(part: string): object {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // What is not JSON is no assertion: said below.
  }
  throw new OAuthError('invalid_grant', 'invalid assertion');
}

function isSignedBy(assertion: Assertion, app: ConnectedApp): boolean {
  return verify(
    'RSA-SHA256',
    Buffer.from(assertion.signedText),
    createPublicKey(app.certificatePem),
    assertion.signature,
  );
}

/** A certificate holds for a time; a bare public key for ever. */
function checkCertificate({ certificatePem }: ConnectedApp, now: number): void {
  if (!certificatePem.includes('BEGIN CERTIFICATE')) return;
  if (new X509Certificate(certificatePem).validToDate.getTime() > now) return;
  throw new OAuthError('invalid_grant', 'expired certificate');
}

function checkAudience(audience: unknown, instanceUrl: string): void {
  const given = (Array.isArray(audience) ? audience : [audience]) as unknown[];
  const accepted = [...loginHosts, instanceUrl, instanceUrl.replace('127.0.0.1', 'localhost')];
  const fits = given.some((value) => typeof value === 'string' && accepted.includes(value.replace(/\/+$/, '')));
  if (!fits) throw new OAuthError('invalid_grant', 'audience is invalid');
}

/**
 * Some clients (the sf CLI among them) write milliseconds where seconds belong, which lies far in the future.
 * Salesforce lets it pass, so only the past is refused.
 */
function checkExpiry(expiry: unknown, wallClock: number): void {
  const seconds = Number(expiry);
  if (!Number.isFinite(seconds)) throw new OAuthError('invalid_grant', 'invalid assertion');
  if (seconds * 1000 <= wallClock) throw new OAuthError('invalid_grant', 'expired authorization code');
}

function preAuthorisedUser(org: Org, app: ConnectedApp, username: unknown): string {
  const user = typeof username === 'string' ? findUser(org, username) : undefined;
  if (user === undefined) throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  if (user.IsActive !== 1) throw new OAuthError('inactive_user', 'user is inactive');
  // An app without policy leaves the consent to each user, which nobody can give in this flow.
  if (app.permissionSets.length + app.profiles.length === 0) {
    throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  }
  if (!holdsPermissionSet(org, user.Id, app.permissionSets) && !app.profiles.includes(user.profile ?? '')) {
    throw new OAuthError('invalid_app_access', 'user is not admin approved to access this app');
  }
  return user.Id;
}

interface LoginUser {
  Id: string;
  IsActive: number;
  profile: string | null;
}

function findUser(org: Org, username: string): LoginUser | undefined {
  const sql = `SELECT u.Id, u.IsActive, p.Name AS profile FROM "User" u LEFT JOIN "Profile" p ON p.Id = u.ProfileId
     WHERE u.Username = ? COLLATE NOCASE`;
  return org.database.prepare(sql).get(username) as LoginUser | undefined;
}

function holdsPermissionSet(org: Org, userId: string, names: readonly string[]): boolean {
  if (names.length === 0) return false;
  const sql = `SELECT 1 FROM "PermissionSetAssignment" a JOIN "PermissionSet" s ON s.Id = a.PermissionSetId
     WHERE a.AssigneeId = ? AND s.Name IN (${names.map(() => '?').join(', ')})`;
  return org.database.prepare(sql).get(userId, ...names) !== undefined;
}
