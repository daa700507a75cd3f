/** Digits that two spellings of one number share, at least: local numbers have six or more. */
const MIN_DIGITS = 6;
/** From this length on, a number that begins with another one is that number with an extension. */
const MIN_BASE = 7;
const MAX_EXTENSION = 3;

/** Country calling codes of one and two digits (ITU-T E.164); all others have three. */
const SHORT_CODES: ReadonlySet<string> = new Set(
  (
    '1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 ' +
    '91 92 93 94 95 98'
  ).split(' '),
);

/**
 * The digits of a phone number as dialled within its country: without country code, trunk zero and extension. Undefined
 * where it is no number.
 */
export function readPhone(text: string): string | undefined {
  const main = (text.toLowerCase().split(/ext|x|#|;|,/)[0] ?? '').replace('(0)', '').trim();
  const digits = withoutExtension(main).replace(/\D/g, '');
  const isInternational = main.startsWith('+') || main.startsWith('00');
  const national = isInternational ? withoutCountry(digits.replace(/^0+/, '')) : digits;
  const plain = national.replace(/^0+/, '');
  return plain.length >= MIN_DIGITS && plain.length <= 15 && !/^(\d)\1+$/.test(plain) ? plain : undefined;
}

/** "+49 331 6784474-13": one to three digits after a last hyphen are an extension, where enough stand before them. */
function withoutExtension(text: string): string {
  const found = /^(.*\d)\s*-\s*\d{1,3}$/.exec(text);
  const base = found?.[1] ?? text;
  return base.replace(/\D/g, '').length >= MIN_BASE ? base : text;
}

function withoutCountry(digits: string): string {
  const length = [1, 2].find((size) => SHORT_CODES.has(digits.slice(0, size))) ?? 3;
  return digits.slice(length);
}

/** The part that stays when area codes are left out: seven digits, or all of a shorter number. */
export function phoneTail(digits: string): string {
  return digits.slice(-7);
}

/** Whether one is the other with an area code before it or an extension behind it. */
export function isSamePhone(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= MIN_BASE && long.startsWith(short)) return long.length - short.length <= MAX_EXTENSION;
  return long.endsWith(short);
}
