import { letterSet } from './similarity.ts';

/** What a value is: frequencies are counted for each apart ("Berlin" the city is not "Berlin" the street). */
export type Namespace =
  | 'word'
  | 'core'
  | 'given'
  | 'family'
  | 'house'
  | 'street'
  | 'address'
  | 'city'
  | 'postcode'
  | 'phone'
  | 'email'
  | 'domain'
  | 'person'
  | 'value'
  | 'form';

/** Gives each text a number, so that comparing and storing need no strings. */
export class Vocabulary {
  readonly #numbers = new Map<Namespace, Map<string, number>>();
  readonly #texts: string[];
  readonly #namespaces: Namespace[] = [];
  /** Kinds of letters by value; 0 where nobody asked yet. */
  #letters = new Int32Array(1024);

  /** Empty, or with the texts of another thread's vocabulary, which are only to be read here. */
  constructor(texts: readonly string[] = []) {
    this.#texts = [...texts];
  }

  /** All texts, in the order of their numbers. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  /** How many texts are known. */
  get size(): number {
    return this.#texts.length;
  }

  number(namespace: Namespace, text: string): number {
    let known = this.#numbers.get(namespace);
    if (!known) this.#numbers.set(namespace, (known = new Map<string, number>()));
    let value = known.get(text);
    if (value === undefined) {
      value = this.#texts.length;
      known.set(text, value);
      this.#texts.push(text);
      this.#namespaces.push(namespace);
    }
    return value;
  }

  text(value: number): string {
    return this.#texts[value] ?? '';
  }

  /** The kinds of letters of a text, as `letterSet` gives them. */
  letters(value: number): number {
    if (value >= this.#letters.length) {
      const larger = new Int32Array(Math.max(value + 1, this.#letters.length * 2));
      larger.set(this.#letters);
      this.#letters = larger;
    }
    const known = this.#letters[value] ?? 0;
    if (known !== 0) return known;
    const letters = letterSet(this.text(value));
    this.#letters[value] = letters;
    return letters;
  }

  namespace(value: number): Namespace {
    return this.#namespaces[value] ?? 'value';
  }
}
