import { parseXml, type XmlElement } from '../metadata/xml.ts';

const METADATA = 'http://soap.sforce.com/2006/04/metadata';
const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

/** A call as SOAP carries it. */
export interface SoapCall {
  /** `deploy`, `checkDeployStatus`, … */
  readonly operation: string;
  readonly sessionId: string;
  readonly body: XmlElement;
}

/** Something a SOAP answer can hold; lists are repeated elements. */
export type SoapValue = string | number | boolean | null | undefined | SoapRecord | XmlInside | readonly SoapValue[];
export interface SoapRecord {
  readonly [name: string]: SoapValue;
}

/** Elements that are written as they are. */
export class XmlInside {
  readonly xml: string;
  /** The type of a record that can be of several. */
  readonly type: string;

  constructor(xml: string, type: string) {
    this.xml = xml;
    this.type = type;
  }
}

/** A SOAP fault, by the code that Salesforce gives it. */
export class SoapFault extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Reads an envelope.
 * @throws SoapFault where there is none, or nothing in it
 */
export function readEnvelope(text: string): SoapCall {
  const root = parsed(text);
  const body = root && inner(root, 'Body')?.children[0];
  if (!root || !body) throw new SoapFault('soapenv:Client', 'No operation in the body of the envelope');
  const header = inner(root, 'Header');
  const session = header && inner(header, 'SessionHeader');
  return {
    operation: plain(body.name),
    sessionId: (session && inner(session, 'sessionId')?.text) ?? '',
    body,
  };
}

function parsed(text: string): XmlElement | undefined {
  try {
    const root = parseXml(text);
    return plain(root.name) === 'Envelope' ? root : undefined;
  } catch {
    return undefined;
  }
}

/** The first child with this name, whatever its namespace is called. */
export function inner(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => plain(child.name) === name);
}

/** All children with this name. */
export function inners(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => plain(child.name) === name);
}

/** The text of the first child with this name; empty where there is none. */
export function innerText(element: XmlElement, name: string): string {
  return inner(element, name)?.text ?? '';
}

function plain(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The answer to an operation: one result, or a list of them. */
export function writeAnswer(operation: string, result: SoapValue): string {
  return envelope(`<${operation}Response>${written('result', result)}</${operation}Response>`);
}

/** A fault as an answer. */
export function writeFault({ code, message }: SoapFault): string {
  const text = `${code}: ${message}`;
  return envelope(
    `<soapenv:Fault><faultcode>${code.includes(':') ? code : `sf:${code}`}</faultcode><faultstring>${escaped(text)}</faultstring></soapenv:Fault>`,
  );
}

function envelope(body: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<soapenv:Envelope xmlns:soapenv="${ENVELOPE}" xmlns="${METADATA}" xmlns:xsi="${INSTANCE}" xmlns:sf="${METADATA}">` +
    `<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
  );
}

function written(name: string, value: SoapValue): string {
  if (value === undefined) return '';
  if (value === null) return `<${name} xsi:nil="true"/>`;
  if (Array.isArray(value)) return value.map((one: SoapValue) => written(name, one)).join('');
  if (value instanceof XmlInside) return `<${name} xsi:type="${value.type}">${value.xml}</${name}>`;
  if (typeof value === 'object') {
    const inside = Object.entries(value as SoapRecord).map(([key, one]) => written(key, one));
    return `<${name}>${inside.join('')}</${name}>`;
  }
  return `<${name}>${escaped(String(value))}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
