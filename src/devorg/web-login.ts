import { createHash, randomBytes } from 'node:crypto';

import { OAuthError } from './oauth.ts';
import type { Org } from './org.ts';

/** Salesforce's own client of the CLI, which every org knows. */
const CLI_CLIENT = 'PlatformCLI';
const CODE_LIVES_MS = 15 * 60 * 1000;
const MOST_SHOWN = 50;

/** What a client asks for when it sends somebody to log in. */
export interface Authorization {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  /** S256 of the verifier; empty where the client has none. */
  readonly challenge: string;
}

interface Code extends Authorization {
  readonly userId: string;
  readonly madeAt: number;
}

/**
 * Logging in by a browser. Nobody has a password here: whoever is at the machine says who they want to be. Codes and
 * refresh tokens live in memory.
 */
export class WebLogin {
  readonly #org: Org;
  readonly #codes = new Map<string, Code>();
  readonly #refresh = new Map<string, string>();

  constructor(org: Org) {
    this.#org = org;
  }

  /** @throws OAuthError where the address to return to is not this machine, or the client is not the CLI */
  check({ clientId, redirectUri }: Authorization): void {
    if (clientId !== CLI_CLIENT) throw new OAuthError('invalid_client_id', 'client identifier invalid');
    const host = URL.canParse(redirectUri) ? new URL(redirectUri).hostname : '';
    if (host !== 'localhost' && host !== '127.0.0.1') {
      throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
    }
  }

  /** Users somebody can be: those with all rights first. */
  users(): { readonly id: string; readonly name: string; readonly username: string; readonly profile: string }[] {
    const sql = `SELECT u."Id" AS id, u."Name" AS name, u."Username" AS username, p."Name" AS profile
      FROM "User" u JOIN "Profile" p ON p."Id" = u."ProfileId" WHERE u."IsActive" = 1
      ORDER BY p."Name" <> 'System Administrator', u."Id" LIMIT ${MOST_SHOWN}`;
    return this.#org.database.prepare(sql).all() as ReturnType<WebLogin['users']>;
  }

  /** Where the browser goes once somebody has said who they are. */
  grant(authorization: Authorization, userId: string): string {
    const code = randomBytes(32).toString('base64url');
    this.#codes.set(code, { ...authorization, userId, madeAt: Date.now() });
    const target = new URL(authorization.redirectUri);
    target.searchParams.set('code', code);
    if (authorization.state !== '') target.searchParams.set('state', authorization.state);
    return target.href;
  }

  /** Takes a code back, once. @throws OAuthError in Salesforce's words */
  redeem(
    code: string,
    redirectUri: string,
    verifier: string,
  ): { readonly userId: string; readonly refreshToken: string } {
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    if (found === undefined || Date.now() - found.madeAt > CODE_LIVES_MS) {
      throw new OAuthError('invalid_grant', 'invalid authorization code');
    }
    if (found.redirectUri !== redirectUri) {
      throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
    }
    if (found.challenge !== '' && createHash('sha256').update(verifier).digest('base64url') !== found.challenge) {
      throw new OAuthError('invalid_grant', 'invalid code verifier');
    }
    const refreshToken = randomBytes(48).toString('base64url');
    this.#refresh.set(refreshToken, found.userId);
    return { userId: found.userId, refreshToken };
  }

  /** The user of a refresh token. @throws OAuthError for one that is unknown */
  refresh(token: string): string {
    const userId = this.#refresh.get(token);
    if (userId === undefined) throw new OAuthError('invalid_grant', 'expired access/refresh token');
    return userId;
  }
}
