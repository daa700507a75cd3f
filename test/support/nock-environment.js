/**
 * The environment of tests that prepare replies with nock.
 *
 * nock wraps the sockets of the whole process. Loaded by each test file anew, as everything a test imports is, one
 * wrapping would come to lie around the other, and replies get lost or come twice. So it is loaded once a process,
 * here, and only where a file asks for it; `support/nock.ts` hands it out.
 */
import { Socket } from 'node:net';

import { TestEnvironment } from 'jest-environment-node';
import nock from 'nock';

/** See setup.ts. */
const NOCK = Symbol.for('baton.test.nock');

nock.restore();

export default class NockEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    nock.activate();
    Socket.prototype[NOCK] = true;
    this.global.nock = nock;
  }

  async teardown() {
    nock.cleanAll();
    nock.restore();
    Socket.prototype[NOCK] = false;
    await super.teardown();
  }
}
