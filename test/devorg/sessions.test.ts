import { expect, test } from '@jest/globals';

import { createOrg } from '../../src/devorg/create-org.ts';
import { Sessions } from '../../src/devorg/sessions.ts';

const hourMs = 60 * 60 * 1000;

test('a token starts with the 15-character org id, from which clients read the org', () => {
  const org = createOrg({ file: ':memory:' });
  const { token } = new Sessions(org).start('005gK0000000001');
  expect(token.startsWith(`${org.id.slice(0, 15)}!AQ`)).toBe(true);
});

test('a session ends two hours after its last use, by the clock of the org', () => {
  const org = createOrg({ file: ':memory:' });
  const sessions = new Sessions(org);
  const { token } = sessions.start('005gK0000000001');
  org.clock.move(1.9 * hourMs);
  expect(sessions.find(token)?.userId).toBe('005gK0000000001');
  org.clock.move(1.9 * hourMs);
  expect(sessions.find(token)).toBeDefined();
  org.clock.move(2.1 * hourMs);
  expect(sessions.find(token)).toBeUndefined();
});

test('a session of the admin port outlives a moved clock until it is ended', () => {
  const org = createOrg({ file: ':memory:' });
  const sessions = new Sessions(org);
  const { token } = sessions.start('005gK0000000001', { expires: false });
  org.clock.move(1000 * hourMs);
  expect(sessions.find(token)).toBeDefined();
  expect(sessions.endAll('005gK0000000001')).toBe(1);
  expect(sessions.find(token)).toBeUndefined();
});
