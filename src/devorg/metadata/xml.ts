import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of a metadata file; attributes carry nothing there. */
export interface XmlElement {
  readonly name: string;
  /** Text directly inside, trimmed. */
  readonly text: string;
  readonly children: readonly XmlElement[];
  /** Where it begins, counted from 1. */
  readonly line: number;
}

type Parsed = Readonly<Record<string | symbol, unknown>>;

const parser = new XMLParser({
  preserveOrder: true,
  parseTagValue: false,
  trimValues: true,
  ignoreAttributes: true,
  captureMetaData: true,
});
/** The parser's type says `Symbol`, which is no key. */
const PLACE = XMLParser.getMetaDataSymbol() as symbol;

/**
 * The root element of a metadata file.
 * @throws Error with line and reason if the text is not well-formed
 */
export function parseXml(text: string): XmlElement {
  // The parser itself reads on where the text is not well-formed; the validator's successor is a package of its own.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`line ${valid.err.line}: ${valid.err.msg}`);
  const roots = elementsOf(parser.parse(text) as Parsed[], linesOf(text)).filter(
    (element) => !element.name.startsWith('?'),
  );
  const [root] = roots;
  if (!root) throw new Error('line 1: no element');
  return root;
}

/** Says on which line a position of the text stands. */
function linesOf(text: string): (position: number) => number {
  let line = 1;
  let counted = 0;
  // Elements come in their order, so that the text is counted once.
  return (position) => {
    if (position < counted) [line, counted] = [1, 0];
    for (; counted < position; counted += 1) if (text.charCodeAt(counted) === NEW_LINE) line += 1;
    return line;
  };
}

const NEW_LINE = 10;

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

/** Where this text stands as the whole of an element; else where the element itself begins. */
export function lineOfText(element: XmlElement, text: string): number {
  for (const inner of descendants(element)) if (inner.text === text) return inner.line;
  return element.line;
}

/** The element and everything inside it. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* descendants(child);
}

function elementsOf(nodes: readonly Parsed[], lineAt: (position: number) => number): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const node of nodes) {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined || name === '#text') continue;
    const inside = node[name] as Parsed[];
    const line = lineAt((node[PLACE] as { startIndex?: number } | undefined)?.startIndex ?? 0);
    elements.push({ name, text: ownText(inside), line, children: elementsOf(inside, lineAt) });
  }
  return elements;
}

function ownText(nodes: readonly Parsed[]): string {
  return nodes
    .map((node) => node['#text'])
    .filter((text) => typeof text === 'string')
    .join('');
}
