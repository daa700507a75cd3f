import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of a metadata file; attributes carry nothing there. */
export interface XmlElement {
  readonly name: string;
  /** Text directly inside, trimmed. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

type Parsed = Readonly<Record<string, unknown>>;

const parser = new XMLParser({ preserveOrder: true, parseTagValue: false, trimValues: true, ignoreAttributes: true });

/**
 * The root element of a metadata file.
 * @throws Error with line and reason if the text is not well-formed
 */
export function parseXml(text: string): XmlElement {
  // The parser itself reads on where the text is not well-formed; the validator's successor is a package of its own.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`line ${valid.err.line}: ${valid.err.msg}`);
  const roots = elementsOf(parser.parse(text) as Parsed[]).filter((element) => !element.name.startsWith('?'));
  const [root] = roots;
  if (!root) throw new Error('line 1: no element');
  return root;
}

/** The text of the first child with this name; undefined where there is none. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

/** The text of the first child with this name; empty where there is none. */
export function valueOf(element: XmlElement, name: string): string {
  return textOf(element, name) ?? '';
}

/** True where the child says `true`. */
export function isTrue(element: XmlElement, name: string): boolean {
  return textOf(element, name) === 'true';
}

/** All children with this name. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The first child with this name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** The element and everything inside it. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* descendants(child);
}

function elementsOf(nodes: readonly Parsed[]): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const node of nodes) {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined || name === '#text') continue;
    const inside = node[name] as Parsed[];
    elements.push({ name, text: ownText(inside), children: elementsOf(inside) });
  }
  return elements;
}

function ownText(nodes: readonly Parsed[]): string {
  return nodes
    .map((node) => node['#text'])
    .filter((text) => typeof text === 'string')
    .join('');
}
