import { ApiError } from '../api-error.ts';

const REFERENCE = 'Please reference your WSDL or the describe call for the appropriate names.';
const SNIPPET = 80;

/** Makes errors that point into the text of a query, as the platform's do. Without a text they only say what is wrong. */
export class QueryErrors {
  readonly #text: string | undefined;

  constructor(text?: string) {
    this.#text = text;
  }

  /** Also the answer for a field that exists and that the viewer may not see. */
  noSuchColumn(objectName: string, name: string, path = name): ApiError {
    const message =
      `No such column '${name}' on entity '${objectName}'. If you are attempting to use a custom field, be sure to ` +
      `append the '__c' after the custom field name. ${REFERENCE}`;
    return this.#at('INVALID_FIELD', message, path);
  }

  /** Also the answer for an object that exists and that the viewer may not see. */
  noSuchObject(name: string): ApiError {
    const message =
      `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the ` +
      `'__c' after the entity name. ${REFERENCE}`;
    return this.#at('INVALID_TYPE', message, name, /\bfrom\s+/i);
  }

  noSuchRelationship(name: string, path: string): ApiError {
    return this.#at('INVALID_FIELD', relationshipMessage(name, 'field path'), path);
  }

  noSuchChildRelationship(name: string): ApiError {
    return this.#at('INVALID_TYPE', relationshipMessage(name, 'FROM part of query call'), name, /\bfrom\s+/i);
  }

  /** @param token where the text goes wrong; empty for its end */
  malformed(message: string, token?: string): ApiError {
    return token === undefined
      ? new ApiError(400, 'MALFORMED_QUERY', message)
      : this.#at('MALFORMED_QUERY', message, token);
  }

  invalidField(message: string, path: string): ApiError {
    return this.#at('INVALID_FIELD', message, path);
  }

  invalidOperator(message: string, path: string): ApiError {
    return this.#at('INVALID_QUERY_FILTER_OPERATOR', message, path);
  }

  offsetTooLarge(largest: number): ApiError {
    return new ApiError(400, 'NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${String(largest)}`);
  }

  #at(errorCode: string, message: string, token: string, after?: RegExp): ApiError {
    const text = this.#text;
    if (text === undefined) return new ApiError(400, errorCode, message);
    const position = findToken(text, token, after);
    if (position === undefined) return new ApiError(400, errorCode, message);
    const before = text.slice(0, position);
    const row = before.split('\n').length;
    const column = position - (before.lastIndexOf('\n') + 1) + 1;
    const { snippet, caret } = snippetAt(text, position);
    const place = `ERROR at Row:${String(row)}:Column:${String(column)}`;
    return new ApiError(400, errorCode, `\n${snippet}\n${' '.repeat(caret)}^\n${place}\n${message}`);
  }
}

function relationshipMessage(name: string, place: string): string {
  return (
    `Didn't understand relationship '${name}' in ${place}. If you are attempting to use a custom relationship, be sure ` +
    `to append the '__r' after the custom relationship name. ${REFERENCE}`
  );
}

function findToken(text: string, token: string, after?: RegExp): number | undefined {
  if (token === '') return text.length;
  const escaped = token.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const prefix = after?.source ?? '(?<![\\w.])';
  const match = new RegExp(`${prefix}(${escaped})(?![\\w])`, 'id').exec(text);
  return match?.indices?.[1]?.[0] ?? (text.includes(token) ? text.indexOf(token) : undefined);
}

/** Short queries are shown whole, of long ones the words around the place. */
function snippetAt(text: string, position: number): { snippet: string; caret: number } {
  const flat = text.replaceAll(/\s/g, ' ');
  if (flat.length <= SNIPPET) return { snippet: flat, caret: position };
  const cut = Math.max(0, position - SNIPPET / 2);
  const start = cut === 0 ? 0 : Math.min(position, flat.indexOf(' ', cut) + 1 || cut);
  const end = flat.indexOf(' ', Math.min(flat.length, position + SNIPPET / 2));
  return { snippet: flat.slice(start, end === -1 ? undefined : end), caret: position - start };
}
