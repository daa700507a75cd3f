import type { Viewer } from '../access/viewer.ts';
import type { DevorgContext } from '../api/context.ts';
import { ApiError } from '../api-error.ts';
import { type DeployJob, describeDeploy } from '../deploys/deploy-job.ts';
import { readDeployOptions } from '../deploys/deploy-routes.ts';
import { lists, type Manifest } from '../deploys/manifest.ts';
import { type OutgoingComponent, outgoingComponents } from '../deploys/outgoing.ts';
import { readPackageArchive } from '../deploys/package-archive.ts';
import { componentOf } from '../metadata/component-name.ts';
import { metadataTypes, objectParts } from '../metadata/metadata-types.ts';
import { rootOf } from '../metadata/package-source.ts';
import { writeElements } from '../metadata/write-xml.ts';
import type { XmlElement } from '../metadata/xml.ts';
import type { Org } from '../org.ts';
import {
  inner,
  inners,
  innerText,
  type SoapCall,
  SoapFault,
  type SoapRecord,
  type SoapValue,
  XmlInside,
} from './envelope.ts';
import type { RetrieveJobs } from './retrieve-jobs.ts';

/** A call that was let in. */
export interface Caller {
  readonly context: DevorgContext;
  readonly retrieves: RetrieveJobs;
  readonly viewer: Viewer;
  /** `66.0` */
  readonly version: string;
}

type Operation = (caller: Caller, call: SoapCall) => SoapValue;

/** What the Metadata API does over SOAP, as far as the org in a box does it. */
export const operations: Readonly<Record<string, Operation>> = {
  deploy,
  checkDeployStatus,
  cancelDeploy,
  retrieve,
  checkRetrieveStatus,
  describeMetadata,
  listMetadata,
  readMetadata,
};

function deploy({ context, viewer }: Caller, { body }: SoapCall): SoapValue {
  const given = inner(body, 'DeployOptions');
  const texts = Object.fromEntries((given?.children ?? []).map(({ name, text }) => [name.replace(/^\w+:/, ''), text]));
  const options = readDeployOptions(texts);
  const archive = readPackageArchive(Buffer.from(innerText(body, 'ZipFile'), 'base64'), options.singlePackage);
  const job = context.deploys.add(viewer.userId, archive, options);
  return { done: false, id: job.id, state: 'Queued' };
}

function checkDeployStatus({ context }: Caller, { body }: SoapCall): SoapValue {
  const job = findDeploy(context, innerText(body, 'asyncProcessId'));
  return describeDeploy(context.org, job, innerText(body, 'includeDetails') === 'true') as SoapRecord;
}

function cancelDeploy({ context }: Caller, { body }: SoapCall): SoapValue {
  const job = findDeploy(context, innerText(body, 'String') || innerText(body, 'id'));
  if (!context.deploys.cancel(job)) throw new SoapFault('INVALID_ID_FIELD', `Deployment ${job.id} is over`);
  return { done: true, id: job.id };
}

function findDeploy({ deploys }: DevorgContext, id: string): DeployJob {
  const job = deploys.find(id);
  if (job === undefined) throw new SoapFault('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id ${id}`);
  return job;
}

function retrieve({ retrieves, version }: Caller, { body }: SoapCall): SoapValue {
  // Clients call the one argument as they like.
  const request = body.children[0] ?? body;
  const wanted = inner(request, 'unpackaged');
  const apiVersion = innerText(request, 'apiVersion') || version;
  const { id } = retrieves.add(manifestFrom(wanted), apiVersion, innerText(request, 'singlePackage') === 'true');
  return { done: false, id, state: 'Queued' };
}

function manifestFrom(wanted: XmlElement | undefined): Manifest {
  const types = wanted ? inners(wanted, 'types') : [];
  return {
    types: types.map((type) => ({
      name: innerText(type, 'name'),
      members: inners(type, 'members').map(({ text }) => text),
      line: type.line,
    })),
  };
}

function checkRetrieveStatus({ context, retrieves, viewer }: Caller, { body }: SoapCall): SoapValue {
  const id = innerText(body, 'asyncProcessId');
  const job = retrieves.find(id);
  if (job === undefined) throw new SoapFault('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id ${id}`);
  const withZip = innerText(body, 'includeZip') !== 'false';
  return {
    done: true,
    fileProperties: job.components.map((one) => propertiesOf(context.org, viewer, one)),
    id: job.id,
    messages: [...job.messages],
    status: 'Succeeded',
    success: true,
    ...(withZip && { zipFile: job.zip.toString('base64') }),
  };
}

/** What is told of a component; the org in a box does not keep who deployed it when. */
function propertiesOf(org: Org, viewer: Viewer, { type, fullName, fileName }: OutgoingComponent): SoapRecord {
  const user = org.database.prepare('SELECT "Name" AS name FROM "User" WHERE "Id" = ?').get(viewer.userId);
  const [by, date] = [viewer.userId, new Date(org.clock.now()).toISOString()];
  const name = String(user?.['name'] ?? '');
  return {
    ...{
      createdById: by,
      createdByName: name,
      createdDate: date,
      fileName: `unpackaged/${fileName}`,
      fullName,
      id: '',
    },
    ...{ lastModifiedById: by, lastModifiedByName: name, lastModifiedDate: date, manageableState: 'unmanaged', type },
  };
}

function describeMetadata(): SoapValue {
  return {
    metadataObjects: metadataTypes.map(({ name, folder, suffix, withMetaFile }) => ({
      ...(name === 'CustomObject' && { childXmlNames: objectParts.map((part) => part.name) }),
      ...(name === 'CustomLabels' && { childXmlNames: ['CustomLabel'] }),
      directoryName: folder,
      inFolder: false,
      metaFile: withMetaFile === true,
      ...(suffix !== '' && { suffix }),
      xmlName: name,
    })),
    organizationNamespace: '',
    partialSaveAllowed: false,
    testRequired: false,
  };
}

function listMetadata({ context, viewer }: Caller, { body }: SoapCall): SoapValue {
  const types = inners(body, 'queries').map((query) => ({ name: innerText(query, 'type'), members: ['*'], line: 1 }));
  return outgoingComponents(context.org.source)
    .filter((name) => types.some(({ name: type }) => type === name.type) && lists({ types }, name))
    .map((one) => {
      const properties = propertiesOf(context.org, viewer, one);
      return { ...properties, fileName: one.fileName };
    });
}

function readMetadata({ context }: Caller, { body }: SoapCall): SoapValue {
  const type = innerText(body, 'type');
  const names = inners(body, 'fullNames').map(({ text }) => text);
  const records = names.map((fullName) => {
    const file = context.org.source.find(({ path }) => {
      const name = componentOf(path);
      return name?.type === type && name.fullName.toLowerCase() === fullName.toLowerCase() && path.endsWith('.xml');
    });
    if (file === undefined) return { 'xsi:nil': 'true' };
    const rest = rootOf(file).children.filter(({ name }) => name !== 'fullName');
    return new XmlInside(writeElements([{ name: 'fullName', text: fullName, line: 1, children: [] }, ...rest]), type);
  });
  return { records: records.map((record) => (record instanceof XmlInside ? record : null)) };
}

/** An error of the REST API as SOAP says it. */
export function faultOf(error: unknown): SoapFault {
  if (error instanceof SoapFault) return error;
  if (error instanceof ApiError) return new SoapFault(error.errorCode, error.message);
  return new SoapFault('UNKNOWN_EXCEPTION', error instanceof Error ? error.message : String(error));
}
