import { newId, nextNumber } from '../data/index.ts';
import { lists, type Manifest } from '../deploys/manifest.ts';
import { type OutgoingComponent, outgoingComponents, outgoingFiles } from '../deploys/outgoing.ts';
import { writeZip } from '../deploys/zip.ts';
import { writeMetadata } from '../metadata/write-xml.ts';
import type { XmlElement } from '../metadata/xml.ts';
import type { Org } from '../org.ts';

/** Metadata on its way out of the org. */
export interface RetrieveJob {
  readonly id: string;
  readonly zip: Buffer;
  readonly components: readonly OutgoingComponent[];
  /** What was asked for and is not there. */
  readonly messages: readonly { readonly fileName: string; readonly problem: string }[];
}

const FOLDER = 'unpackaged/';

/** What clients retrieved from a running org; a restart forgets it. */
export class RetrieveJobs {
  readonly #org: Org;
  readonly #jobs = new Map<string, RetrieveJob>();

  constructor(org: Org) {
    this.#org = org;
  }

  /**
   * Packs what a manifest asks for.
   * @param singlePackage true: without the folder `unpackaged` around it
   */
  add(wanted: Manifest, version: string, singlePackage: boolean): RetrieveJob {
    const { source } = this.#org;
    const components = outgoingComponents(source).filter((name) => lists(wanted, name));
    const folder = singlePackage ? '' : FOLDER;
    const files = new Map<string, Buffer>();
    for (const [name, content] of outgoingFiles(source, (one) => lists(wanted, one))) files.set(folder + name, content);
    files.set(`${folder}package.xml`, Buffer.from(manifestOf(components, version)));
    const id = newId('09S', nextNumber(this.#org, 'retrieve'));
    const job = { id, zip: writeZip(files), components, messages: missing(wanted, components) };
    this.#jobs.set(id, job);
    return job;
  }

  /** The job with this id of 15 or 18 characters. */
  find(id: string): RetrieveJob | undefined {
    return [...this.#jobs.values()].find((job) => job.id.slice(0, 15) === id.slice(0, 15));
  }
}

function missing(wanted: Manifest, components: readonly OutgoingComponent[]): RetrieveJob['messages'] {
  return wanted.types.flatMap(({ name, members }) =>
    members
      .filter((member) => member !== '*' && !isThere(components, name, member))
      .map((member) => ({
        fileName: `${FOLDER}package.xml`,
        problem: `Entity of type '${name}' named '${member}' cannot be found`,
      })),
  );
}

function isThere(components: readonly OutgoingComponent[], type: string, member: string): boolean {
  const name = member.toLowerCase();
  return components.some(
    (one) =>
      (one.type === type && one.fullName.toLowerCase() === name) ||
      (type === 'CustomObject' && one.fullName.toLowerCase().startsWith(`${name}.`)),
  );
}

function manifestOf(components: readonly OutgoingComponent[], version: string): string {
  const byType = Map.groupBy(components, ({ type }) => type);
  const types = [...byType].map(([type, names]) =>
    element('types', [...names.map(({ fullName }) => element('members', fullName)), element('name', type)]),
  );
  return writeMetadata({ name: 'Package', text: '', children: [...types, element('version', version)] });
}

function element(name: string, inside: string | readonly XmlElement[]): XmlElement {
  const isText = typeof inside === 'string';
  return { name, text: isText ? inside : '', line: 1, children: isText ? [] : inside };
}
