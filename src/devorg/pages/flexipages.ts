import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { childOf, childrenOf, parseXml, textOf, valueOf, type XmlElement } from '../metadata/xml.ts';

/** One of the package's components where a page has it. */
export interface PlacedComponent {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** True: shown on the phone only. False: shown everywhere else. */
  readonly onPhone?: boolean;
}

/** The package's components on a page by region, as its metadata says; Salesforce's own are left out. */
export interface PlacedPage {
  readonly label: string;
  readonly regions: Readonly<Record<string, readonly PlacedComponent[]>>;
}

/** What the package places where. */
export interface PlacedPages {
  /** By object. */
  readonly recordPages: ReadonlyMap<string, PlacedPage>;
  /** By tab. */
  readonly appPages: ReadonlyMap<string, PlacedPage>;
  /** By tab: the permission sets that show it. */
  readonly shownBy: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads the package's Lightning pages, so that the pages here show the same panels in the same places.
 *
 * @param forceApp source folder of the package, `force-app/main/default`
 */
export function readPages(forceApp: string): PlacedPages {
  const pages = readFolder(join(forceApp, 'flexipages'), '.flexipage-meta.xml');
  const recordPages = [...pages.values()]
    .filter((root) => textOf(root, 'type') === 'RecordPage')
    .map((root): [string, PlacedPage] => [valueOf(root, 'sobjectType'), toPage(root)]);
  const tabs = readFolder(join(forceApp, 'tabs'), '.tab-meta.xml');
  const appPages = [...tabs].flatMap(([tab, root]): [string, PlacedPage][] => {
    const page = pages.get(textOf(root, 'flexiPage') ?? '');
    return page === undefined ? [] : [[tab, toPage(page)]];
  });
  return { recordPages: new Map(recordPages), appPages: new Map(appPages), shownBy: readVisibility(forceApp) };
}

function readVisibility(forceApp: string): ReadonlyMap<string, readonly string[]> {
  const sets = readFolder(join(forceApp, 'permissionsets'), '.permissionset-meta.xml');
  const pairs = [...sets].flatMap(([set, root]) =>
    childrenOf(root, 'tabSettings')
      .filter((setting) => textOf(setting, 'visibility') === 'Visible')
      .map((setting) => ({ tab: valueOf(setting, 'tab'), set })),
  );
  const byTab = Map.groupBy(pairs, ({ tab }) => tab);
  return new Map([...byTab].map(([tab, found]) => [tab, found.map(({ set }) => set)]));
}

/** Names of all components that some page shows. */
export function placedComponents({ recordPages, appPages }: PlacedPages): readonly string[] {
  const pages = [...recordPages.values(), ...appPages.values()];
  const names = pages.flatMap(({ regions }) => Object.values(regions).flat()).map(({ name }) => name);
  return [...new Set(names)].sort();
}

function readFolder(folder: string, ending: string): ReadonlyMap<string, XmlElement> {
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return new Map(
    files.map((file) => [file.slice(0, -ending.length), parseXml(readFileSync(join(folder, file), 'utf8'))]),
  );
}

function toPage(root: XmlElement): PlacedPage {
  const regions = childrenOf(root, 'flexiPageRegions').map((region): [string, readonly PlacedComponent[]] => [
    valueOf(region, 'name'),
    childrenOf(region, 'itemInstances').flatMap((item) => childrenOf(item, 'componentInstance').flatMap(toComponent)),
  ]);
  return { label: valueOf(root, 'masterLabel'), regions: Object.fromEntries(regions) };
}

function toComponent(instance: XmlElement): PlacedComponent[] {
  const name = valueOf(instance, 'componentName').replace(/^c:/, '');
  if (name.includes(':')) return [];
  const properties = childrenOf(instance, 'componentInstanceProperties');
  const attributes = properties.map((property): [string, string] => [
    valueOf(property, 'name'),
    valueOf(property, 'value'),
  ]);
  const onPhone = isForPhone(instance);
  return [{ name, attributes: Object.fromEntries<string>(attributes), ...(onPhone === undefined ? {} : { onPhone }) }];
}

/** Of all rules of visibility only the one about the phone is understood here. */
function isForPhone(instance: XmlElement): boolean | undefined {
  const rule = childOf(instance, 'visibilityRule');
  const criteria = rule === undefined ? [] : childrenOf(rule, 'criteria');
  const aboutPhone = criteria.find(
    (one) => valueOf(one, 'leftValue') === '{!$Client.FormFactor}' && valueOf(one, 'rightValue') === 'Small',
  );
  return aboutPhone === undefined ? undefined : valueOf(aboutPhone, 'operator') === 'EQUAL';
}
