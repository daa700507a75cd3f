import { writeZip } from '../../../src/devorg/deploys/zip.ts';
import { dataPath, type RunningSmallOrg } from '../support/running-org.ts';

/** What the Metadata API says of one component. */
export interface Message {
  readonly componentType: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly success: boolean;
  readonly created: boolean;
  readonly changed: boolean;
  readonly deleted: boolean;
  readonly problem?: string;
  readonly problemType?: string;
  readonly lineNumber?: number;
}

export interface DeployResult {
  readonly id: string;
  readonly status: string;
  readonly done: boolean;
  readonly success: boolean;
  readonly checkOnly: boolean;
  readonly numberComponentErrors: number;
  readonly numberComponentsDeployed: number;
  readonly numberComponentsTotal: number;
  readonly details: { readonly componentFailures: Message[]; readonly componentSuccesses: Message[] } | null;
}

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** A `package.xml` or `destructiveChanges.xml`: members by type. */
export function manifest(types: Readonly<Record<string, readonly string[]>>): string {
  const list = Object.entries(types).map(([name, members]) => {
    const inside = members.map((member) => `    <members>${member}</members>\n`).join('');
    return `  <types>\n${inside}    <name>${name}</name>\n  </types>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Package ${NAMESPACE}>\n${list.join('')}  <version>66.0</version>\n</Package>\n`;
}

/** An archive of these files. */
export function archive(files: Readonly<Record<string, string>>): Buffer {
  return writeZip(new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
}

/** Uploads a deploy as the REST API has it. */
export async function upload(
  box: RunningSmallOrg,
  userId: string,
  zip: Buffer,
  options: object = {},
): Promise<{ status: number; body: unknown }> {
  const form = new FormData();
  const deployOptions = { rollbackOnError: true, singlePackage: true, ...options };
  form.append('json', new Blob([JSON.stringify({ deployOptions })], { type: 'application/json' }));
  form.append('file', new Blob([new Uint8Array(zip)], { type: 'application/zip' }), 'package.zip');
  const headers = { authorization: `Bearer ${box.token(userId)}` };
  const reply = await fetch(`${box.url}${dataPath}/metadata/deployRequest`, { method: 'POST', headers, body: form });
  return { status: reply.status, body: await reply.json() };
}

/** Deploys files and waits for the end. */
export async function deployFiles(
  box: RunningSmallOrg,
  files: Readonly<Record<string, string>>,
  options: object = {},
): Promise<DeployResult & { readonly failures: Message[]; readonly successes: Message[] }> {
  const { body } = await upload(box, box.admin, archive(files), options);
  const { id } = body as { id: string };
  for (;;) {
    const path = `/metadata/deployRequest/${id}?includeDetails=true`;
    const { deployResult } = (await box.call<{ deployResult: DeployResult }>(box.admin, 'GET', path)).body;
    if (deployResult.done) {
      const { componentFailures = [], componentSuccesses = [] } = deployResult.details ?? {};
      return { ...deployResult, failures: componentFailures, successes: componentSuccesses };
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
