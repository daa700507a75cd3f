import { hash } from '../random.ts';
import { type CompanyName, webWord } from '../words/company-name.ts';
import type { City } from '../words/places.ts';

const BITS = 2 ** 25;

/** Gives each customer a web domain of its own, in constant memory: a field of bits says what may be taken. */
export class Domains {
  readonly #taken = new Uint8Array(BITS / 8);

  /** The shortest of the company's natural domains that is free. */
  take(name: CompanyName, city: City, number: number): string {
    const head = webWord(name.head);
    const trade = webWord(name.tail.split(' ')[0] ?? '');
    const place = webWord(city.name.split(' ')[0] ?? '');
    const tries = [`${head}-${trade}`, head, `${head}-${place}`, `${head}-${trade}-${place}`, `${trade}-${head}`];
    const free = tries.find((slug) => this.#claim(slug)) ?? `${head}-${trade}-${place}-${number.toString(36)}`;
    return `${free}.example`;
  }

  #claim(slug: string): boolean {
    const bit = hash(slug) % BITS;
    const mask = 1 << (bit % 8);
    const isTaken = ((this.#taken[bit >> 3] ?? 0) & mask) !== 0;
    this.#taken[bit >> 3] = (this.#taken[bit >> 3] ?? 0) | mask;
    return !isTaken;
  }
}
