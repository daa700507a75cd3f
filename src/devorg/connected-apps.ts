import { createPublicKey } from 'node:crypto';

import type { Org } from './org.ts';

/** An app that may log in by JWT bearer, as an admin sets it up under *External Client Apps*. */
export interface ConnectedApp {
  /** The consumer key, `iss` in the assertion. */
  readonly clientId: string;
  /** A certificate, or only the public key that it would carry; the signature is checked against it. */
  readonly certificatePem: string;
  /** Names of permission sets whose holders are pre-authorised. */
  readonly permissionSets: readonly string[];
  /** Names of profiles whose users are pre-authorised. */
  readonly profiles: readonly string[];
}

interface StoredApp {
  clientId: string;
  certificatePem: string;
  permissionSets: string;
  profiles: string;
}

/** The connected apps of an org, kept in its database file. */
export class ConnectedApps {
  readonly #org: Org;

  constructor(org: Org) {
    this.#org = org;
    org.database.exec(
      `CREATE TABLE IF NOT EXISTS "_ConnectedApp" (clientId TEXT PRIMARY KEY, certificatePem TEXT NOT NULL,
         permissionSets TEXT NOT NULL, profiles TEXT NOT NULL)`,
    );
  }

  /**
   * Registers an app, or replaces the one with the same client id.
   *
   * @throws Error if the certificate or key cannot be read.
   */
  register(app: ConnectedApp): void {
    createPublicKey(app.certificatePem);
    this.#org.database
      .prepare('INSERT OR REPLACE INTO "_ConnectedApp" VALUES (?, ?, ?, ?)')
      .run(app.clientId, app.certificatePem, JSON.stringify(app.permissionSets), JSON.stringify(app.profiles));
  }

  /** Forgets an app: it cannot log in any more. */
  remove(clientId: string): void {
    this.#org.database.prepare('DELETE FROM "_ConnectedApp" WHERE clientId = ?').run(clientId);
  }

  find(clientId: string): ConnectedApp | undefined {
    const row = this.#org.database.prepare('SELECT * FROM "_ConnectedApp" WHERE clientId = ?').get(clientId) as
      StoredApp | undefined;
    return row === undefined ? undefined : fromRow(row);
  }

  all(): ConnectedApp[] {
    const rows = this.#org.database.prepare('SELECT * FROM "_ConnectedApp" ORDER BY clientId').all();
    return (rows as unknown as StoredApp[]).map(fromRow);
  }
}

function fromRow(row: StoredApp): ConnectedApp {
  return {
    clientId: row.clientId,
    certificatePem: row.certificatePem,
    permissionSets: JSON.parse(row.permissionSets) as string[],
    profiles: JSON.parse(row.profiles) as string[],
  };
}
