import { type CompanyName, webWord } from '../words/company-name.ts';
import type { City } from '../words/places.ts';
import { Register } from './register.ts';

/** Gives each customer a web domain of its own. */
export class Domains {
  readonly #register = new Register();

  /** The shortest of the company's natural domains that is free. */
  take(name: CompanyName, city: City, number: number): string {
    const head = webWord(name.head);
    const trade = webWord(name.tail.split(' ')[0] ?? '');
    const place = webWord(city.name.split(' ')[0] ?? '');
    const tries = [`${head}-${trade}`, head, `${head}-${place}`, `${head}-${trade}-${place}`, `${trade}-${head}`];
    const free = tries.find((slug) => this.#register.claim(slug));
    return `${free ?? `${head}-${trade}-${place}-${number.toString(36)}`}.example`;
  }
}
