import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';

import { liftLiterals } from './lift-literals.ts';
import type { LiftedLiteral, SelectQuery } from './query-tree.ts';
import { readQuery } from './read-parsed-query.ts';
import { QueryErrors } from './soql-errors.ts';

export interface ParsedQuery {
  readonly query: SelectQuery;
  readonly literals: readonly LiftedLiteral[];
}

/** Longest query that the API takes, in characters. */
const LONGEST = 100_000;
const SHAPES_KEPT = 2000;
const shapes = new Map<string, SelectQuery>();

/**
 * Parses a query; a shape seen before is not parsed again.
 *
 * @throws ApiError MALFORMED_QUERY, pointing at the place.
 */
export function parseSoql(text: string): ParsedQuery {
  const errors = new QueryErrors(text);
  if (text.length > LONGEST) throw errors.malformed('SOQL statements cannot be longer than 100,000 characters.');
  const { shape, literals } = liftLiterals(text);
  const known = shapes.get(shape);
  if (known) return { query: known, literals };
  const query = readQuery(parseShape(shape, errors), errors);
  if (shapes.size >= SHAPES_KEPT) shapes.clear();
  shapes.set(shape, query);
  return { query, literals };
}

function parseShape(shape: string, errors: QueryErrors): Query {
  try {
    return parseQuery(shape);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const found =
      /but found(?: -->|:) ?'?([^'\n]*?)'?(?: <--|$)/.exec(message) ?? /unexpected character: ->(.)<-/.exec(message);
    const token = found?.[1] ?? '';
    // A placeholder means nothing to the reader.
    const isPlaceholder = /~[SL]\d+~|^9000\d{5}|^8\d{3}-/.test(token);
    throw errors.malformed(`unexpected token: '${token === '' ? '<EOF>' : token}'`, isPlaceholder ? undefined : token);
  }
}
