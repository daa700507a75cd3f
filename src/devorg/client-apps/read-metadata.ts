import { type Express, type Request, type Response, text } from 'express';

import { viewerFor } from '../access/viewer.ts';
import type { DevorgContext } from '../api/context.ts';
import { childrenOf, descendants, parseXml, valueOf, type XmlElement } from '../metadata/xml.ts';
import { deployedApps } from './deployed-apps.ts';
import { keyRules } from './key-rules.ts';

const GLOBAL = 'ExtlClntAppGlobalOauthSettings';
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const METADATA = 'http://soap.sforce.com/2006/04/metadata';

/** `readMetadata` of the Metadata API, which speaks SOAP, for the settings that hold a consumer key; nothing else. */
export function mountReadMetadata(app: Express, context: DevorgContext): void {
  app.post('/services/Soap/m/:version', text({ type: () => true, limit: '100kb' }), (req: Request, res: Response) => {
    const found = readOrder(String(req.body));
    if (found === undefined) {
      fault(res, 'sf:UNKNOWN_EXCEPTION', 'Only readMetadata of external client apps is offered here.');
      return;
    }
    const session = context.sessions.find(found.session);
    if (session === undefined) {
      fault(res, 'sf:INVALID_SESSION_ID', 'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader');
      return;
    }
    if (!viewerFor(context.org, session.userId).hasSystemPermission('ModifyMetadata')) {
      fault(res, 'sf:INSUFFICIENT_ACCESS', 'INSUFFICIENT_ACCESS: use of the Metadata API requires ModifyMetadata');
      return;
    }
    res.type('text/xml').send(answer(context, found.names));
  });
}

interface Order {
  readonly session: string;
  readonly names: readonly string[];
}

function readOrder(body: string): Order | undefined {
  const elements = [...parsed(body)];
  const named = (name: string): XmlElement | undefined => elements.find((element) => local(element) === name);
  const order = named('readMetadata');
  const child = (name: string): XmlElement[] => order?.children.filter((one) => local(one) === name) ?? [];
  if (child('type')[0]?.text !== GLOBAL) return undefined;
  return { session: named('sessionId')?.text ?? '', names: child('fullNames').map((element) => element.text) };
}

function parsed(body: string): Iterable<XmlElement> {
  try {
    return descendants(parseXml(body));
  } catch {
    // What is no XML is no order: said by the caller.
    return [];
  }
}

function local({ name }: XmlElement): string {
  return name.replace(/^.*:/, '');
}

function answer({ org }: DevorgContext, names: readonly string[]): string {
  const rules = keyRules(org);
  const records = deployedApps(org)
    .filter(({ globalName }) => globalName !== undefined && names.includes(globalName))
    .map(({ global, globalName }) => {
      const told = rules.byMetadata && global !== undefined ? valueOf(global, 'consumerKey') : '';
      const key = told === '' ? '' : `<consumerKey>${told}</consumerKey>`;
      const app = global === undefined ? '' : (childrenOf(global, 'externalClientApplication')[0]?.text ?? '');
      return `<records xsi:type="${GLOBAL}"><fullName>${globalName ?? ''}</fullName>${key}<externalClientApplication>${app}</externalClientApplication></records>`;
    });
  const result = `<readMetadataResponse><result>${records.join('')}</result></readMetadataResponse>`;
  return envelope(`xmlns="${METADATA}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`, result);
}

function fault(res: Response, code: string, message: string): void {
  const body = `<soapenv:Fault><faultcode>${code}</faultcode><faultstring>${message}</faultstring></soapenv:Fault>`;
  res
    .status(500)
    .type('text/xml')
    .send(envelope(`xmlns:sf="${METADATA}"`, body));
}

function envelope(attributes: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${SOAP}" ${attributes}><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
}
