const CHECKSUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Where real ids carry the instance they were made on; ours is always the same. */
const INSTANCE = 'gK0';
const COUNTER_LENGTH = 9;

const ID = /^[a-zA-Z0-9]{15}(?:[A-Z0-5]{3})?$/;

/**
 * The 18-character form of an id. The last three characters say which of the first fifteen are capitals, five
 * characters to a sign, so that the id survives tools that ignore case.
 */
export function to18(id: string): string {
  const id15 = id.slice(0, 15);
  let suffix = '';
  for (let group = 0; group < 3; group += 1) {
    let bits = 0;
    for (let place = 0; place < 5; place += 1) {
      const character = id15.charCodeAt(group * 5 + place);
      if (character >= 65 && character <= 90) bits |= 1 << place;
    }
    suffix += CHECKSUM.charAt(bits);
  }
  return id15 + suffix;
}

/** True for 15 characters, or 18 with the right checksum. */
export function isId(value: string): boolean {
  return ID.test(value) && (value.length === 15 || to18(value) === value);
}

/** The id number `sequence` (from 0) of the objects with this key prefix, 18 characters; ids of one prefix sort by it. */
export function newId(prefix: string, sequence: number): string {
  let rest = sequence;
  let counter = '';
  for (let place = 0; place < COUNTER_LENGTH; place += 1) {
    counter = DIGITS.charAt(rest % 62) + counter;
    rest = Math.floor(rest / 62);
  }
  return to18(prefix + INSTANCE + counter);
}
