import { hash } from '../random.ts';

const BITS = 2 ** 25;

/**
 * Remembers which texts were given out, in constant memory: one bit for each, by its hash. It may take a free text for
 * taken, never the other way round.
 */
export class Register {
  readonly #taken = new Uint8Array(BITS / 8);

  /** True, and taken from now on, if it was free. */
  claim(text: string): boolean {
    const bit = hash(text) % BITS;
    const mask = 1 << (bit % 8);
    const byte = this.#taken[bit >> 3] ?? 0;
    this.#taken[bit >> 3] = byte | mask;
    return (byte & mask) === 0;
  }
}
