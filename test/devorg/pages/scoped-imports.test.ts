import { expect, test } from '@jest/globals';

import { scopedImports } from '../../../src/devorg/pages/build/scoped-imports.ts';

const plugin = scopedImports('force-app/main/default');

/** What a component gets that imports this. */
function load(specifier: string): unknown {
  const resolveId = plugin.resolveId as (specifier: string) => string | null;
  const loadModule = plugin.load as (id: string) => unknown;
  const id = resolveId(specifier);
  return id === null ? null : loadModule(id);
}

test('a label is its text', () => {
  expect(load('@salesforce/label/c.Baton_Error_Retry')).toBe('export default "Try again";');
});

test('a label that does not exist breaks the build', () => {
  expect(() => load('@salesforce/label/c.Baton_Nonsense')).toThrow('The label c.Baton_Nonsense does not exist');
});

test('a field is its name and its object', () => {
  expect(load('@salesforce/schema/Account.Name')).toBe(
    'export default {"fieldApiName":"Name","objectApiName":"Account"};',
  );
});

test('an object is its name', () => {
  expect(load('@salesforce/schema/Account')).toBe('export default {"objectApiName":"Account"};');
});

test.each([
  ['@salesforce/user/Id', 'export default globalThis.batonPage.userId;'],
  ['@salesforce/i18n/lang', 'export default globalThis.batonPage.lang;'],
  [
    '@salesforce/customPermission/Baton_Service',
    'export default globalThis.batonPage.customPermissions.includes("Baton_Service");',
  ],
])('%s is asked of the page', (specifier, code) => {
  expect(load(specifier)).toBe(code);
});

test('a kind of import that nobody serves breaks the build', () => {
  expect(() => load('@salesforce/apex/Controller.method')).toThrow('is not known to the pages');
});

test('other imports are somebody else’s', () => {
  expect(load('lightning/graphql')).toBeNull();
});
