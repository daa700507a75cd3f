import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import nock from 'nock';

// Nothing in a test may reach further than this machine, and every reply that a test prepared must have been asked for.
beforeAll(() => {
  nock.disableNetConnect();
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])/);
});

afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  expect(unused).toEqual([]);
});

// Every test file loads its own nock, which wraps the sockets of the process. Files that share a process would wrap each
// other's wrapping, and one connection would become two, four, eight…
afterAll(() => {
  nock.restore();
});
