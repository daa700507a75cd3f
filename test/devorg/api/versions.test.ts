import { expect, test } from '@jest/globals';

import { listVersions, readVersion } from '../../../src/devorg/api/versions.ts';

test('lists versions from 48 to 67 with the names of their releases', () => {
  const versions = listVersions();
  expect(versions).toHaveLength(20);
  expect(versions[0]).toEqual({ label: "Spring '20", url: '/services/data/v48.0', version: '48.0' });
  expect(versions[2]?.label).toBe("Winter '21");
  expect(versions.at(-2)).toMatchObject({ label: "Spring '26", version: '66.0' });
  expect(versions.at(-1)).toMatchObject({ label: "Summer '26", version: '67.0' });
});

test.each([['v47.0'], ['v68.0'], ['v66'], ['66.0'], ['v66.1']])('does not serve %s', (segment) => {
  expect(readVersion(segment)).toBeUndefined();
});
