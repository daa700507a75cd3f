import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { takeApart } from '../../../src/devorg/deploys/incoming.ts';
import { outgoingComponents, outgoingFiles } from '../../../src/devorg/deploys/outgoing.ts';
import { manifest } from './support.ts';

const FORCE_APP = 'force-app/main/default';

/** As source-deploy-retrieve writes an archive: the folder beside what lies in it, both listed as reports. */
const ARCHIVE = new Map([
  ['reports/Baton_Reports-meta.xml', read('reports/Baton_Reports.reportFolder-meta.xml')],
  [
    'reports/Baton_Reports/Baton_Handoff_Times.report',
    read('reports/Baton_Reports/Baton_Handoff_Times.report-meta.xml'),
  ],
]);

function read(path: string): Buffer {
  return readFileSync(`${FORCE_APP}/${path}`);
}

test('reports come in with their folder, and go out as they came', () => {
  const list = manifest({ Report: ['Baton_Reports', 'Baton_Reports/Baton_Handoff_Times'] });
  const incoming = takeApart(new Map([...ARCHIVE, ['package.xml', Buffer.from(list)]]));
  expect(incoming.problems).toEqual([]);
  expect(incoming.components.map(({ type, fullName }) => `${type} ${fullName}`)).toEqual([
    'Report Baton_Reports',
    'Report Baton_Reports/Baton_Handoff_Times',
  ]);
  expect(outgoingComponents(incoming.files).map(({ fileName }) => fileName)).toEqual([...ARCHIVE.keys()]);
  expect(outgoingFiles(incoming.files, () => true)).toEqual(ARCHIVE);
});

test('a report that the manifest does not list is refused', () => {
  const incoming = takeApart(
    new Map([...ARCHIVE, ['package.xml', Buffer.from(manifest({ Report: ['Baton_Reports'] }))]]),
  );
  expect(incoming.problems.map(({ reason }) => reason)).toEqual([
    'Report Baton_Reports/Baton_Handoff_Times is not in package.xml',
  ]);
});
