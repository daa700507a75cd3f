/**
 * The platform calculates in decimals, JavaScript in binary fractions. These give back what decimals would, as far as
 * the digits of a number reach.
 */

const DIGITS = 15;

/** A number without the noise of binary fractions. */
export function decimal(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

/** A sum, which has no more decimal places than its parts: taking nearly the same away leaves noise that weighs much. */
export function sum(one: number, other: number): number {
  const places = Math.max(placesOf(one), placesOf(other));
  const raw = one + other;
  return Math.abs(raw) < LARGEST_FIXED && places <= MOST_PLACES ? Number(raw.toFixed(places)) : decimal(raw);
}

/** What remains of a division, with the sign of the first. */
export function remainder(one: number, other: number): number {
  const places = Math.max(placesOf(one), placesOf(other));
  return shift(shift(one, places) % shift(other, places), -places);
}

/** Moves the point in the written form, so that 1.005 stays what it is. */
export function shift(value: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

/** Beyond these, numbers are not written out. */
const LARGEST_FIXED = 1e21;
const MOST_PLACES = 100;

function placesOf(value: number): number {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}
