/** A need as words name it. */
export interface NamedNeed {
  readonly key: string;
  readonly families: readonly string[];
  readonly keywords: readonly string[];
}

/**
 * Which needs a text names, by keyword or product family. A word counts from its beginning and may go on ("guard" is
 * found in "guards"); capitals, accents and what stands between words make no difference.
 * @returns keys, in the order of `needs`
 */
export function namedNeeds(text: string, needs: readonly NamedNeed[]): string[] {
  const plain = ` ${toPlain(text)}`;
  const isNamed = (word: string): boolean => toPlain(word) !== '' && plain.includes(` ${toPlain(word)}`);
  return needs.flatMap(({ key, families, keywords }) => ([...families, ...keywords].some(isNamed) ? [key] : []));
}

function toPlain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
