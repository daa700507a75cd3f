import { existsSync, readFileSync } from 'node:fs';

import { afterAll, expect, test } from '@jest/globals';

import { ApiError } from '../../../src/devorg/api-error.ts';
import { parseSoql } from '../../../src/devorg/soql/parse-soql.ts';
import { createQueryOrg } from './support/query-org.ts';

/** Queries collected from public Apex code, one JSON object a line; not part of this repository. */
const COLLECTED = new URL('../../../../shared/salesforce/soql.jsonl', import.meta.url);
const collected = existsSync(COLLECTED) ? test : test.skip;
const box = createQueryOrg();
afterAll(() => {
  box.org.database.close();
});

/** Apex binds become values, since the REST API takes none. */
function withoutBinds(soql: string): string {
  return soql
    .replaceAll(/\b(in|includes|excludes)\s*\(?\s*:\s*[\w.[\]()]+\s*\)?/gi, `$1 ('001000000000000AAA') `)
    .replaceAll(/\b(limit|offset)\s*:\s*[\w.()]+/gi, '$1 5')
    .replaceAll(/:\s*[a-z_][\w.]*(\([^()]*\))?(\[\w+\])?(\.\w+)*/gi, (bind) =>
      /:\d/.test(bind) ? bind : `'001000000000000AAA'`,
    )
    .replaceAll(/\s+all\s+rows\s*$/gi, '');
}

collected('parses the queries of the field (skipped where the collection is absent)', () => {
  const lines = readFileSync(COLLECTED, 'utf8').trim().split('\n');
  const texts = lines.map((line) => withoutBinds((JSON.parse(line) as { soql: string }).soql));
  const parsed = texts.filter((text) => {
    try {
      parseSoql(text);
      return true;
    } catch {
      return false;
    }
  });
  expect(parsed.length / texts.length).toBeGreaterThan(0.97);
  const ran = parsed.map((text) => outcomeOf(text));
  // Whatever a query of the field asks, SQLite understands what is made of it.
  expect(ran.filter((outcome) => outcome.startsWith('BROKEN'))).toEqual([]);
  expect(ran.filter((outcome) => outcome === 'ok').length).toBeGreaterThan(300);
});

function outcomeOf(text: string): string {
  try {
    box.records(text);
    return 'ok';
  } catch (error) {
    return error instanceof ApiError ? error.errorCode : `BROKEN ${String(error)}: ${text}`;
  }
}
