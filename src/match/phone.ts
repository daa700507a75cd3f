/** Digits that two spellings of one number share, at least: local numbers have six or more. */
const MIN_DIGITS = 6;

/** A phone number's digits without extension, trunk zero and international prefix; undefined where it is no number. */
export function readPhone(text: string): string | undefined {
  const main = text.toLowerCase().split(/ext|x|#|;|,|\//)[0] ?? '';
  const digits = main.replace('(0)', '').replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= MIN_DIGITS && digits.length <= 15 && !/^(\d)\1+$/.test(digits) ? digits : undefined;
}

/** The part that stays when country and area codes are left out: seven digits, or all of a shorter number. */
export function phoneTail(digits: string): string {
  return digits.slice(-7);
}

/** Whether one is the other with country or area code before it. */
export function isSamePhone(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return long.endsWith(short.length > 9 ? short.slice(-9) : short);
}
