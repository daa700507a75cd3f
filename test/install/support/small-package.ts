import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = 'force-app/main/default';

/** What an installation fills rows of. */
const OBJECT = 'Baton_Division__c';

/** What a permission set may name of things that are not in the small package. */
const OF_OTHERS = ['applicationVisibilities', 'tabSettings'];

export interface SmallPackage {
  /** What stands in for `force-app`. */
  readonly forceApp: string;
  readonly remove: () => void;
}

/**
 * The package with one of its objects, all permission sets and all custom permissions: everything that an installation
 * touches one by one. A deploy takes all of a package or nothing, so that its size makes no difference to what is there
 * after a cut; it makes one to how long a test of many installations takes.
 */
export function smallPackage(): SmallPackage {
  const forceApp = mkdtempSync(join(tmpdir(), 'baton-package-'));
  const place = join(forceApp, 'main', 'default');
  mkdirSync(join(place, 'permissionsets'), { recursive: true });
  for (const folder of [join('objects', OBJECT), 'customPermissions']) {
    cpSync(join(PACKAGE, folder), join(place, folder), { recursive: true });
  }
  rmSync(join(place, 'objects', OBJECT, 'listViews'), { recursive: true, force: true });
  for (const name of readdirSync(join(PACKAGE, 'permissionsets'))) {
    const text = readFileSync(join(PACKAGE, 'permissionsets', name), 'utf8');
    writeFileSync(join(place, 'permissionsets', name), withoutOthers(text));
  }
  return {
    forceApp,
    remove: () => {
      rmSync(forceApp, { recursive: true, force: true });
    },
  };
}

/** A permission set without what it says of objects, fields, apps and tabs that are not there. */
function withoutOthers(text: string): string {
  return text.replace(/ {4}<(\w+)>\n.*?<\/\1>\n/gs, (element, tag: string) => {
    if (OF_OTHERS.includes(tag)) return '';
    const [, named] = /<(?:object|field)>(.*?)</.exec(element) ?? [];
    if (named === undefined || named.startsWith(OBJECT)) return element;
    return named.includes('__c') ? '' : element;
  });
}
