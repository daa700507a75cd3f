import { FormulaError } from './formula-error.ts';

export interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'sign' | 'end';
  readonly text: string;
}

const PATTERNS: readonly (readonly [Token['kind'] | 'nothing', RegExp])[] = [
  ['nothing', /\s+|\/\*[\s\S]*?\*\//y],
  ['number', /\d+(?:\.\d*)?|\.\d+/y],
  ['string', /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y],
  ['name', /\$?[A-Za-z_]\w*(?::[A-Za-z_]\w*)?(?:\.[A-Za-z_]\w*(?::[A-Za-z_]\w*)?)*/y],
  ['sign', /<>|!=|<=|>=|==|&&|\|\||[-=<>&+*/^(),!]/y],
];

/** @throws FormulaError where a sign means nothing or a text does not end */
export function tokensOf(formula: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    const { kind, text } = tokenAt(formula, at);
    at += text.length;
    if (kind !== 'nothing') tokens.push({ kind, text: kind === 'string' ? unquoted(text) : text });
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}

function tokenAt(formula: string, at: number): { kind: Token['kind'] | 'nothing'; text: string } {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(formula)?.[0];
    if (text !== undefined) return { kind, text };
  }
  const sign = formula.charAt(at);
  throw new FormulaError(
    sign === '"' || sign === "'" ? `Syntax error. Missing ${sign}` : `Syntax error. Found '${sign}'`,
  );
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\([\s\S])/g, (_all, sign: string) => ESCAPES[sign] ?? sign);
}
