import { FormulaError } from './formula-error.ts';
import { type Token, tokensOf } from './tokens.ts';
import type { Call, Tree } from './tree.ts';

/** Operators of two sides, from those that bind least; operators of one level are read from left to right. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['=', '==', '<>', '!='],
  ['<', '>', '<=', '>='],
  ['+', '-', '&'],
  ['*', '/'],
  ['^'],
];

const SAME: Readonly<Record<string, string>> = { '==': '=', '!=': '<>' };

const CONSTANTS: Readonly<Record<string, Tree>> = {
  TRUE: { kind: 'literal', type: 'boolean', value: true },
  FALSE: { kind: 'literal', type: 'boolean', value: false },
  NULL: { kind: 'literal', type: 'null', value: null },
};

/**
 * Reads a formula.
 * @throws FormulaError `Syntax error…`
 */
export function parseFormula(formula: string): Tree {
  const reader = new Reader(tokensOf(formula));
  const tree = reader.expression();
  reader.expectEnd();
  return tree;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  expression(level = 0): Tree {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.expression(level + 1);
    for (;;) {
      const sign = this.#sign();
      if (sign === undefined || !operators.includes(sign)) return left;
      this.#at += 1;
      left = operation(SAME[sign] ?? sign, [left, this.expression(level + 1)]);
    }
  }

  expectEnd(): void {
    const token = this.#token();
    if (token.kind !== 'end') throw new FormulaError(`Syntax error. Extra ${token.text}`);
  }

  #unary(): Tree {
    const sign = this.#sign();
    if (sign === '-' || sign === '+' || sign === '!') {
      this.#at += 1;
      const operand = this.#unary();
      if (sign === '+') return operand;
      return sign === '!'
        ? { kind: 'call', name: 'NOT', isOperator: false, args: [operand] }
        : operation('-', [operand]);
    }
    return this.#primary();
  }

  #primary(): Tree {
    const token = this.#token();
    this.#at += 1;
    switch (token.kind) {
      case 'number':
        return { kind: 'literal', type: 'number', value: Number(token.text) };
      case 'string':
        return { kind: 'literal', type: 'text', value: token.text };
      case 'name':
        return this.#sign() === '(' ? this.#call(token.text) : nameTree(token.text);
      default:
        return this.#group(token);
    }
  }

  #group(token: Token): Tree {
    if (token.text !== '(') {
      throw new FormulaError(token.kind === 'end' ? 'Syntax error' : `Syntax error. Found '${token.text}'`);
    }
    const inside = this.expression();
    this.#expect(')');
    return inside;
  }

  #call(name: string): Call {
    this.#expect('(');
    const args: Tree[] = [];
    if (this.#sign() !== ')') {
      args.push(this.expression());
      while (this.#sign() === ',') {
        this.#at += 1;
        args.push(this.expression());
      }
    }
    this.#expect(')');
    return { kind: 'call', name: name.toUpperCase(), isOperator: false, args };
  }

  #expect(sign: string): void {
    if (this.#sign() !== sign) throw new FormulaError(`Syntax error. Missing '${sign}'`);
    this.#at += 1;
  }

  #sign(): string | undefined {
    const { kind, text } = this.#token();
    return kind === 'sign' ? text : undefined;
  }

  #token(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }
}

function nameTree(name: string): Tree {
  return CONSTANTS[name.toUpperCase()] ?? { kind: 'path', names: name.split('.') };
}

function operation(sign: string, args: readonly Tree[]): Call {
  return { kind: 'call', name: sign, isOperator: true, args };
}
