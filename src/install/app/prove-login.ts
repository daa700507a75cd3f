import { setTimeout as sleep } from 'node:timers/promises';

import { restOf } from '../../crm/connect.ts';
import { CrmError } from '../../crm/crm-errors.ts';

export interface ProofOptions {
  readonly loginUrl: string;
  readonly username: string;
  readonly clientId: string;
  readonly privateKeyPem: string;
  readonly apiVersion: string;
  readonly allowLocalOrg: boolean;
}

/** What a login of the service, tried for real, came to. */
export type Proof =
  | { readonly isProven: true; readonly orgId: string; readonly userId: string }
  | { readonly isProven: false; readonly error: CrmError };

/** Logs in as the service will. A refusal is an answer; no answer at all is thrown. */
export async function proveLogin(options: ProofOptions): Promise<Proof> {
  const rest = restOf(options);
  try {
    const { orgId, userId } = await rest.session.current();
    return { isProven: true, orgId, userId };
  } catch (error) {
    if (error instanceof CrmError && error.code.startsWith('CRM_LOGIN_')) return { isProven: false, error };
    throw error;
  } finally {
    rest.close();
  }
}

/** A new app is not known at once to all of Salesforce's login servers; these refusals may pass. */
const mayPass = new Set(['CRM_LOGIN_CLIENT', 'CRM_LOGIN_NOT_APPROVED', 'CRM_LOGIN_SIGNATURE', 'CRM_LOGIN_FLOW_OFF']);

export interface Patience {
  readonly longestMs: number;
  readonly pauseMs: number;
  /** Told before each wait. */
  readonly onWait: (error: CrmError, leftMs: number) => void;
}

/** Tries until the login is let in, or refused for a reason that does not pass, or there is no patience left. */
export async function proveWithPatience(
  options: ProofOptions,
  { longestMs, pauseMs, onWait }: Patience,
): Promise<Proof> {
  const started = performance.now();
  for (;;) {
    const proof = await proveLogin(options);
    if (proof.isProven || !mayPass.has(proof.error.code)) return proof;
    const leftMs = longestMs - (performance.now() - started);
    if (leftMs <= 0) return proof;
    onWait(proof.error, leftMs);
    await sleep(Math.min(pauseMs, leftMs));
  }
}
