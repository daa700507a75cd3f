import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { readSettings, removeSettings, writeSettings } from '../../src/install/settings-file.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-settings-'));
  file = join(folder, '.env');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('what stands in the file already stays, what is set takes the place of what was', () => {
  writeFileSync(file, '# ours\nDATABASE_URL=postgres://db/baton\nexport BATON_USERNAME=old@x.example\n\nOTHER="a b"\n');
  writeSettings(file, { BATON_USERNAME: 'new@x.example', BATON_CLIENT_ID: 'key' });
  expect(readFileSync(file, 'utf8')).toBe(
    '# ours\nDATABASE_URL=postgres://db/baton\nBATON_USERNAME=new@x.example\n\nOTHER="a b"\nBATON_CLIENT_ID=key\n',
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('writing twice is writing once', () => {
  writeSettings(file, { BATON_USERNAME: 'a@x.example', BATON_CLIENT_ID: 'key' });
  const once = readFileSync(file, 'utf8');
  writeSettings(file, { BATON_USERNAME: 'a@x.example', BATON_CLIENT_ID: 'key' });
  expect(readFileSync(file, 'utf8')).toBe(once);
});

test('every value is read back as it was written', () => {
  const value = fc
    .stringMatching(/^[A-Za-z0-9 #/._:@=+-]{1,40}$/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
  fc.assert(
    fc.property(value, (path) => {
      writeSettings(file, { BATON_PRIVATE_KEY_FILE: path });
      expect(readSettings(file).BATON_PRIVATE_KEY_FILE).toBe(path);
    }),
  );
});

test('taking settings out leaves the rest, and no file where nothing is left', () => {
  writeSettings(file, { BATON_USERNAME: 'a@x.example' });
  removeSettings(file, ['BATON_USERNAME']);
  expect(existsSync(file)).toBe(false);
  writeFileSync(file, 'DATABASE_URL=postgres://db/baton\n');
  writeSettings(file, { BATON_USERNAME: 'a@x.example' });
  removeSettings(file, ['BATON_USERNAME']);
  expect(readFileSync(file, 'utf8')).toBe('DATABASE_URL=postgres://db/baton\n');
});
