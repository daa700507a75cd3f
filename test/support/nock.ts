import { afterEach, beforeEach, expect } from '@jest/globals';
import type nockPackage from 'nock';

type Nock = typeof nockPackage;

const { nock: fromEnvironment } = globalThis as { nock?: Nock };
if (fromEnvironment === undefined) {
  throw new Error('Begin the test file with /** @jest-environment ./test/support/nock-environment.js */');
}

/** The process's one nock. */
export const nock: Nock = fromEnvironment;
export type Scope = nockPackage.Scope;

// Nothing may reach further than this machine, and every reply that a test prepared must have been asked for.
beforeEach(() => {
  nock.disableNetConnect();
  nock.enableNetConnect((host) => /^(127\.0\.0\.1|localhost|\[::1\])(:|$)/.test(host));
});

afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  expect(unused).toEqual([]);
});
