/**
 * DER, the binary form of X.509 certificates: each value is a tag, a length and a content. Only what a certificate
 * signed by its own key needs; node:crypto reads certificates but makes none.
 */

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectId: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** From this year on dates are written with four digits (RFC 5280, 4.1.2.5). */
const FOUR_DIGITS_FROM = 2050;

function value(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

/** Up to 127 one byte; beyond that the number of bytes first. */
function lengthOf(content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 + bytes.length, ...bytes]);
}

export const derNull = value(TAG.null, Buffer.alloc(0));
export const derTrue = value(TAG.boolean, Buffer.from([0xff]));

export function sequence(...parts: readonly Buffer[]): Buffer {
  return value(TAG.sequence, Buffer.concat(parts));
}

export function set(...parts: readonly Buffer[]): Buffer {
  return value(TAG.set, Buffer.concat(parts));
}

/** `[number]`, as X.509 marks its optional parts. */
export function tagged(number: number, content: Buffer): Buffer {
  return value(0xa0 + number, content);
}

/** A whole number that is not negative, most significant byte first. */
export function integer(bytes: Buffer): Buffer {
  const isNegative = ((bytes[0] ?? 0) & 0x80) !== 0;
  return value(TAG.integer, isNegative ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

export function utf8(text: string): Buffer {
  return value(TAG.utf8, Buffer.from(text, 'utf8'));
}

export function octetString(content: Buffer): Buffer {
  return value(TAG.octetString, content);
}

/** Whole bytes, or named bits with the `unused` last ones cut off. */
export function bitString(content: Buffer, unused = 0): Buffer {
  return value(TAG.bitString, Buffer.concat([Buffer.from([unused]), content]));
}

/** `1.2.840.113549.1.1.11`: the first two numbers share a byte, the others are written to base 128. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return value(TAG.objectId, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(number: number): number[] {
  const digits = [number % 128];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift(128 + (rest % 128));
  return digits;
}

/** A moment, to the second. */
export function time(at: Date): Buffer {
  const digits = at
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '');
  return at.getUTCFullYear() < FOUR_DIGITS_FROM
    ? value(TAG.utcTime, Buffer.from(digits.slice(2)))
    : value(TAG.generalizedTime, Buffer.from(digits));
}
