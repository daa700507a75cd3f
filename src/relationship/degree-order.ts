/**
 * People by how many others they are in contact with, most first. One more contact moves one person by one swap, so the
 * order is always there and costs nothing to keep. Of equals, the order follows from what happened before.
 */
export class DegreeOrder {
  readonly #order: number[] = [];
  readonly #place: number[] = [];
  readonly #degree: number[] = [];
  /** First place of those with so many contacts, and how many they are. */
  readonly #first: number[] = [];
  readonly #count: number[] = [];
  #total = 0;

  /** Twice the number of pairs. */
  get total(): number {
    return this.#total;
  }

  /** Makes room for the next person, who knows nobody yet. */
  addPerson(): void {
    const person = this.#order.length;
    if ((this.#count[0] ?? 0) === 0) this.#first[0] = person;
    this.#count[0] = (this.#count[0] ?? 0) + 1;
    this.#order.push(person);
    this.#place.push(person);
    this.#degree.push(0);
  }

  degreeOf(person: number): number {
    return this.#degree[person] ?? 0;
  }

  /** A person got one more contact. */
  increase(person: number): void {
    const degree = this.degreeOf(person);
    const first = this.#first[degree] ?? 0;
    this.#swap(this.#place[person] ?? 0, first);
    this.#first[degree] = first + 1;
    this.#count[degree] = (this.#count[degree] ?? 1) - 1;
    if ((this.#count[degree + 1] ?? 0) === 0) this.#first[degree + 1] = first;
    this.#count[degree + 1] = (this.#count[degree + 1] ?? 0) + 1;
    this.#degree[person] = degree + 1;
    this.#total += 1;
  }

  /** The first of them that fit. */
  first(count: number, fits: (person: number) => boolean): number[] {
    const found: number[] = [];
    for (const person of this.#order) {
      if (found.length >= count) break;
      if (fits(person)) found.push(person);
    }
    return found;
  }

  #swap(one: number, other: number): void {
    const a = this.#order[one] ?? 0;
    const b = this.#order[other] ?? 0;
    this.#order[one] = b;
    this.#order[other] = a;
    this.#place[b] = one;
    this.#place[a] = other;
  }
}
