/** Letters that Unicode decomposition leaves alone, and the Latin spelling of Cyrillic and Greek (ISO 9, simplified). */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ŋ: 'n',
  ħ: 'h',
  ſ: 's',
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  і: 'i',
  ї: 'yi',
  є: 'ye',
  ґ: 'g',
  ђ: 'dj',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  џ: 'dz',
  ў: 'u',
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
};

const PLAIN = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}+/gu;
const APOSTROPHES = /['’‘`´]/g;
const BREAKS = /[^\p{L}\p{N}]+/u;

/** Lower case, without marks, in Latin letters where the script is Latin, Cyrillic or Greek. Idempotent. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  let folded = '';
  // Cyrillic short i and yi decompose into a letter and a mark, so single letters are looked up before decomposing.
  for (const letter of lower.normalize('NFKC').toLowerCase()) folded += LETTERS[letter] ?? letter;
  let spelled = '';
  for (const letter of folded.normalize('NFKD').replace(MARKS, '').toLowerCase()) spelled += LETTERS[letter] ?? letter;
  return spelled;
}

/** The words of a text, folded; letters typed with dots or blanks between them ("I.B.M.") become one word. */
export function words(text: string): string[] {
  const parts = fold(text).replace(APOSTROPHES, '').split(BREAKS);
  const found: string[] = [];
  let initials = '';
  const flush = (): void => {
    if (initials !== '') found.push(initials);
    initials = '';
  };
  for (const part of parts) {
    if (part.length === 1 && part >= 'a' && part <= 'z') {
      initials += part;
      continue;
    }
    flush();
    if (part !== '') found.push(part);
  }
  flush();
  return found;
}

/** German and Nordic spellings without the special letters ("Mueller", "Soerensen") as fold writes them with. Idempotent. */
export function withoutUmlauts(word: string): string {
  return word.replace(/([aou])e+/g, '$1');
}
