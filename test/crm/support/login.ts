import { generateKeyPairSync } from 'node:crypto';

import type { ConnectOptions } from '../../../src/crm/connect-options.ts';

export const loginHost = 'https://login.salesforce.com';
export const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

export const connectOptions: ConnectOptions = {
  loginUrl: loginHost,
  username: 'integration@acme.example',
  clientId: '3MVG9consumerkey',
  privateKeyPem: String(keys.privateKey.export({ type: 'pkcs8', format: 'pem' })),
  timeoutMs: 2_000,
  retryPauseMs: 1,
};
