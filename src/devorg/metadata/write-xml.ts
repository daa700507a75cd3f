import type { XmlElement } from './xml.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/** A metadata file with this element as its root. */
export function writeMetadata(root: Pick<XmlElement, 'name' | 'text' | 'children'>): string {
  const inside = root.children.map((child) => writeElement(child, '    ')).join('');
  const body = root.children.length > 0 ? `\n${inside}` : escaped(root.text);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root.name} xmlns="${NAMESPACE}">${body}</${root.name}>\n`;
}

/** Elements and everything in them, without spaces between. */
export function writeElements(elements: readonly XmlElement[]): string {
  return elements
    .map(({ name, text, children }) => {
      const body = children.length === 0 ? escaped(text) : writeElements(children);
      return `<${name}>${body}</${name}>`;
    })
    .join('');
}

function writeElement({ name, text, children }: XmlElement, indent: string): string {
  if (children.length === 0) return `${indent}<${name}>${escaped(text)}</${name}>\n`;
  const inside = children.map((child) => writeElement(child, `${indent}    `)).join('');
  return `${indent}<${name}>\n${inside}${indent}</${name}>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
