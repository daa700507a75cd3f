import type { ApiReply, Call, Route } from '../api/context.ts';
import { ApiError } from '../api-error.ts';
import { componentOf } from '../metadata/component-name.ts';
import { rootOf } from '../metadata/package-source.ts';
import { valueOf, type XmlElement } from '../metadata/xml.ts';
import type { Org } from '../org.ts';

/** The Tooling API, as far as it tells what stands on Lightning pages; it knows no other object here. */
export const pageRoutes: readonly Route[] = [{ path: 'tooling/query', handlers: { GET: query } }];

const OBJECT = 'FlexiPage';
const PREFIX = '0M0';

interface Page {
  readonly id: string;
  readonly name: string;
  readonly root: XmlElement;
}

function query({ context, viewer, request }: Call): ApiReply {
  if (!viewer.hasSystemPermission('ViewSetup')) {
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on resource');
  }
  const text = request.query.get('q') ?? '';
  const object = /\bFROM\s+(\w+)/i.exec(text)?.[1] ?? '';
  if (object !== OBJECT) throw new ApiError(400, 'INVALID_TYPE', `sObject type '${object}' is not supported.`);
  const type = /\bType\s*=\s*'([^']*)'/.exec(text)?.[1];
  const id = /\bId\s*=\s*'([^']*)'/.exec(text)?.[1];
  const pages = pagesOf(context.org)
    .filter((page) => type === undefined || valueOf(page.root, 'type') === type)
    .filter((page) => id === undefined || page.id === id);
  const withMetadata = /\bMetadata\b/.test(text);
  if (withMetadata && pages.length > 1) {
    const message =
      'When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval.';
    throw new ApiError(400, 'MALFORMED_QUERY', message);
  }
  const records = pages.map((page) => recordOf(page, request.version, withMetadata));
  return { status: 200, body: { size: records.length, totalSize: records.length, done: true, records } };
}

/** Numbered by name: a page keeps its id as long as no page before it comes or goes. */
function pagesOf(org: Org): Page[] {
  return org.source
    .flatMap((file) => {
      const component = componentOf(file.path);
      return component?.type === OBJECT ? [{ name: component.fullName, root: rootOf(file) }] : [];
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((page, index) => ({ ...page, id: `${PREFIX}gK${String(index + 1).padStart(10, '0')}UAA` }));
}

function recordOf({ id, name, root }: Page, version: string, withMetadata: boolean): Record<string, unknown> {
  return {
    attributes: { type: OBJECT, url: `/services/data/v${version}/tooling/sobjects/${OBJECT}/${id}` },
    Id: id,
    DeveloperName: name,
    MasterLabel: valueOf(root, 'masterLabel'),
    ...(withMetadata ? { Metadata: asJson(root) } : {}),
  };
}

/** An element as JSON: text where it has no children; what comes more than once, a list. */
function asJson(element: XmlElement): unknown {
  if (element.children.length === 0) return element.text;
  const names = [...new Set(element.children.map(({ name }) => name))];
  return Object.fromEntries(
    names.map((name) => {
      const values = element.children.filter((child) => child.name === name).map(asJson);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
