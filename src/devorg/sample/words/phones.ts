import type { Random } from '../random.ts';
import type { City } from './places.ts';

/** A telephone number in its parts, as digits. */
export interface Phone {
  readonly country: string;
  readonly area: string;
  readonly local: string;
  readonly extension: string;
}

/** A company's number in this city; the extension is that of its switchboard. */
export function drawPhone(random: Random, city: City): Phone {
  const length = city.country.code === 'DE' ? 7 : 6;
  const local = String(random.between(2 * 10 ** (length - 1), 10 ** length - 1));
  return { country: city.country.dial, area: city.dial, local, extension: '0' };
}

/** A direct line in the same company. */
export function extensionOf(phone: Phone, random: Random): Phone {
  return { ...phone, extension: String(random.between(10, 99)) };
}

/** `+49 40 123456-0`: the one careful way to write it. */
function plainPhone(phone: Phone): string {
  return `+${phone.country} ${phone.area} ${phone.local}-${phone.extension}`;
}

/** The ways people type a number: with and without the country, brackets, slashes, blanks, no extension. */
const STYLES: readonly ((phone: Phone) => string)[] = [
  (phone) => `0${phone.area}/${phone.local}-${phone.extension}`,
  (phone) => `0${phone.area} ${phone.local}${phone.extension}`,
  (phone) => `00${phone.country} ${phone.area} ${phone.local} ${phone.extension}`,
  (phone) => `+${phone.country} (0) ${phone.area} / ${phone.local} - ${phone.extension}`,
  (phone) => `(0${phone.area}) ${phone.local.slice(0, 3)} ${phone.local.slice(3)}${phone.extension}`,
  (phone) => `+${phone.country}${phone.area}${phone.local}${phone.extension}`,
];

/** Writes a number in some hand; the more noise, the less often in the careful one. */
export function writePhone(random: Random, phone: Phone, noise: number): string {
  return random.chance(noise) ? random.pick(STYLES)(phone) : plainPhone(phone);
}

/** Blocks that the German regulator keeps free for films, so that a tap on a colleague's number calls nobody. */
const FILM_LINES: readonly (readonly [city: string, prefix: string])[] = [
  ['Hamburg', '+49 40 66969'],
  ['Köln', '+49 221 4710'],
  ['Frankfurt am Main', '+49 69 90009'],
  ['München', '+49 89 99998'],
  ['Berlin', '+49 30 23125'],
];

/** The seller's own lines. */
export function officePhone(city: string, index: number): string {
  const prefix = FILM_LINES.find(([name]) => name === city)?.[1] ?? '+49 30 23125';
  return `${prefix} ${String(index % 1000).padStart(3, '0')}`;
}

/** Mobile numbers of the block `0176 040690xx`. */
export function officeMobile(index: number): string {
  return `+49 176 040690${String(index % 100).padStart(2, '0')}`;
}
