/** One part of a `multipart/form-data` body. */
export interface Part {
  readonly name: string;
  /** Without parameters, lower case; empty where the part does not say. */
  readonly contentType: string;
  readonly content: Buffer;
}

const LINE_END = '\r\n';
const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * Splits a `multipart/form-data` body into its parts.
 * @param contentType the header, with its boundary
 * @returns undefined where the header names no boundary or the body has none
 */
export function readMultipart(body: Buffer, contentType: string): Part[] | undefined {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined || !/^multipart\/form-data\b/i.test(contentType)) return undefined;
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = body.indexOf(mark);
  if (start < 0) return undefined;
  for (;;) {
    start += mark.length + LINE_END.length;
    const end = body.indexOf(mark, start);
    if (end < 0) return parts;
    const part = readPart(body.subarray(start, end - LINE_END.length));
    if (part) parts.push(part);
    start = end;
  }
}

function readPart(bytes: Buffer): Part | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = bytes.toString('utf8', 0, headEnd);
  const [, name] = /^content-disposition:.*?\bname="([^"]*)"/im.exec(head) ?? [];
  const [, contentType = ''] = /^content-type:\s*([^;\r\n]*)/im.exec(head) ?? [];
  if (name === undefined) return undefined;
  return { name, contentType: contentType.trim().toLowerCase(), content: bytes.subarray(headEnd + HEAD_END.length) };
}
