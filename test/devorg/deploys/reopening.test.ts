import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { createOrg, openOrg } from '../../../src/devorg/create-org.ts';
import { runDeploy } from '../../../src/devorg/deploys/run-deploy.ts';
import { readZip } from '../../../src/devorg/deploys/zip.ts';
import type { Org } from '../../../src/devorg/org.ts';
import { objectFile, packageFolder, removePackageFolders } from '../support/package-files.ts';
import { archive, manifest } from './support.ts';

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'devorg-reopen-'));
  file = path.join(folder, 'org.sqlite');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  removePackageFolders();
});

function deploy(org: Org, files: Readonly<Record<string, string>>): boolean {
  return runDeploy(org, readZip(archive(files)), { checkOnly: false }).every(({ success }) => success);
}

const forceApp = packageFolder({ 'objects/Own__c/Own__c.object-meta.xml': objectFile('Own') });

test('what was deployed, and what was deleted, is so after a restart; the folder comes again', () => {
  const org = createOrg({ file, forceApp });
  expect(
    deploy(org, {
      'package.xml': manifest({ CustomObject: ['Idea__c', 'Wish__c'] }),
      'objects/Idea__c.object': objectFile('Idea'),
      'objects/Wish__c.object': objectFile('Wish'),
    }),
  ).toBe(true);
  const prefix = org.schema.object('Idea__c')?.keyPrefix;
  expect(
    deploy(org, {
      'package.xml': manifest({}),
      'destructiveChanges.xml': manifest({ CustomObject: ['Wish__c', 'Own__c'] }),
    }),
  ).toBe(true);
  expect(org.schema.object('Own__c')).toBeUndefined();
  org.database.close();

  const again = openOrg({ file, forceApp });
  expect(again.schema.object('Idea__c')).toMatchObject({ label: 'Idea', keyPrefix: prefix });
  expect(again.schema.object('Wish__c')).toBeUndefined();
  expect(again.schema.object('Own__c')).toBeDefined();
  again.database.close();
});
