import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type InstallBox, installBox } from './support/install-box.ts';
import { smallPackage } from './support/small-package.ts';
import { closeDatabase, wrongForDoctor } from './support/wrong-for-doctor.ts';
import { wrongForInit } from './support/wrong-for-init.ts';
import type { Word, WrongSetup } from './support/wrong-setups.ts';

const DOCUMENT = 'docs/wrong-setups.md';

const told = new Map<string, { readonly setup: WrongSetup; readonly word: Word }>();

/** Exactly one thing is wrong, so exactly one thing is said; a hint that holds for every small org does not count. */
function expectOneWord(setup: WrongSetup, words: readonly Word[]): void {
  const fitting = words.filter(({ message }) => setup.cause.test(message));
  expect({ said: words, fitting: fitting.length }).toEqual({ said: words, fitting: 1 });
  const [word] = fitting;
  expect(word?.actions.join('\n')).toMatch(setup.fix);
  // What has to be mended stands before what is only worth knowing.
  expect(words[0]).toBe(word);
  if (word !== undefined) told.set(setup.name, { setup, word });
}

describe('baton init', () => {
  const small = smallPackage();

  afterAll(small.remove);

  test.each(wrongForInit)('says what to do where $name', async (setup) => {
    const box = await installBox({ forceApp: small.forceApp });
    try {
      expectOneWord(
        setup,
        (await setup.run(box)).map((word) => withoutPlaces(box, word)),
      );
    } finally {
      await box.close();
    }
  });
});

describe('baton doctor and sync', () => {
  let box: InstallBox;

  beforeAll(async () => {
    box = await installBox();
    await box.init();
  });

  afterAll(async () => {
    await closeDatabase();
    await box.close();
  });

  test.each(wrongForDoctor)('says what to do where $name', async (setup) => {
    expectOneWord(
      setup,
      (await setup.run(box)).map((word) => withoutPlaces(box, word)),
    );
  });
});

test('there are at least 25 of them, and the document has each as it was said', () => {
  expect(told.size).toBeGreaterThanOrEqual(25);
  expect(told.size).toBe(wrongForInit.length + wrongForDoctor.length);
  const text = documentOf([...told.values()]);
  if (process.env['BATON_WRITE_DOCS'] !== undefined) writeFileSync(DOCUMENT, text);
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(text);
});

/** What differs from one machine and one run to the next. */
function withoutPlaces(box: InstallBox, { message, actions }: Word): Word {
  const plain = (text: string): string =>
    text
      .replaceAll(box.running.url, 'https://acme.my.salesforce.com')
      .replaceAll(box.org.id, '00D…')
      .replaceAll(box.org.id.toLowerCase(), '00d…')
      .replaceAll(relative('', box.folder), '…')
      .replaceAll(box.folder, '…')
      .replaceAll(String(process.pid), '…')
      .replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, '…')
      .replace(/\b\d+ s (behind|ahead of)/g, '600 s $1')
      .replace(/\d+ of (\d+) API calls/g, '… of $1 API calls');
  return { message: plain(message), actions: actions.map(plain) };
}

function documentOf(rows: readonly { readonly setup: WrongSetup; readonly word: Word }[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\n\s*/g, '<br>');
  const lines = rows.map(({ setup, word }) => {
    const fixes = word.actions.map(cell).join('<br>');
    return `| ${cell(setup.name)} | \`${setup.command}\` | ${cell(word.message)} | ${fixes} |`;
  });
  return [
    '# When something is set up wrongly',
    '',
    'What Baton says, and what to do. This page is made by `test/install/wrong-setups.test.ts`, which sets up each of',
    'these in an org in a box and reads what the command says; `BATON_WRITE_DOCS=1` writes it anew.',
    '',
    '<!-- prettier-ignore-start -->',
    '',
    '| what is wrong | found by | it says | what to do |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
    '<!-- prettier-ignore-end -->',
    '',
  ].join('\n');
}
