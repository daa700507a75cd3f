import { CrmError } from './crm-errors.ts';
import { csvRows, TornCsv } from './csv-rows.ts';
import type { RawRow } from './fields/index.ts';
import type { HttpStream } from './http.ts';
import { unexpectedReply } from './parse-reply.ts';
import type { Rest } from './rest.ts';
import { errorOfNetwork } from './to-crm-error.ts';

/** Rows a page: each page is an API call, and what a cut connection costs at most. */
const rowsAPage = 200_000;
const attemptsAPage = 4;

/** Where the next page starts; undefined at the end. A reply that does not say would have us ask for ever. */
function nextLocator(reply: HttpStream, current: string | undefined): string | undefined {
  const locator = reply.headers.get('sforce-locator');
  if (locator === null) throw unexpectedReply('A page of a query job does not say where the next one starts.');
  if (locator === 'null') return undefined;
  if (locator === current) throw unexpectedReply('A page of a query job leads back to itself.');
  return locator;
}

/** How many rows the page must have. */
function promisedRows(reply: HttpStream): number {
  const header = reply.headers.get('sforce-numberofrecords');
  const count = header === null ? Number.NaN : Number(header);
  if (!Number.isInteger(count)) throw unexpectedReply('A page of a query job does not say how many rows it has.');
  return count;
}

function asCrmError(error: unknown): CrmError {
  if (error instanceof CrmError) return error;
  if (error instanceof TornCsv) return unexpectedReply(`The rows of a query job are no valid CSV: ${error.message}.`);
  return errorOfNetwork(error, 'rows of a query job');
}

interface Page {
  readonly rows: AsyncGenerator<readonly RawRow[]>;
  /** Known once the page has been opened. */
  next(): string | undefined;
}

/** A place in the results of a job. */
export interface ResultPlace {
  /** Of a page; undefined: the first one. */
  readonly locator: string | undefined;
  /** Rows of that page that were handed on before. */
  readonly pageRows: number;
}

/** One page, read again from its start where it breaks off; rows handed on before are skipped then. */
function readPage(rest: Rest, jobId: string, { locator, pageRows: before }: ResultPlace, retryPauseMs: number): Page {
  const query = new URLSearchParams({ maxRecords: String(rowsAPage), ...(locator === undefined ? {} : { locator }) });
  const request = {
    method: 'GET',
    path: `/jobs/query/${jobId}/results?${query.toString()}`,
    accept: 'text/csv',
  } as const;
  let next: string | undefined;
  let handedOn = before;

  async function* once(): AsyncGenerator<readonly RawRow[]> {
    const reply = await rest.stream(request);
    next = nextLocator(reply, locator);
    const promised = promisedRows(reply);
    let seen = 0;
    for await (const rows of csvRows(reply.chunks)) {
      const fresh = seen >= handedOn ? rows : rows.slice(Math.min(rows.length, handedOn - seen));
      seen += rows.length;
      handedOn += fresh.length;
      yield fresh;
    }
    if (seen !== promised) {
      throw unexpectedReply(`A page of a query job has ${String(seen)} rows instead of ${String(promised)}.`);
    }
  }

  async function* rows(): AsyncGenerator<readonly RawRow[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        yield* once();
        return;
      } catch (error) {
        const failure = asCrmError(error);
        if (failure.cure !== 'retry' || attempt >= attemptsAPage) throw failure;
        await rest.pause(retryPauseMs * 2 ** (attempt - 1));
      }
    }
  }

  return { rows: rows(), next: () => next };
}

/** Some rows, and the place behind them. */
export interface ResultBatch {
  readonly rows: readonly RawRow[];
  readonly place: ResultPlace;
}

/**
 * The rows of a finished query job from a place on, page by page, each page checked against the number that the org
 * gives.
 */
export async function* jobRows(
  rest: Rest,
  jobId: string,
  retryPauseMs: number,
  from: ResultPlace = { locator: undefined, pageRows: 0 },
): AsyncGenerator<ResultBatch> {
  let place = from;
  for (;;) {
    const page = readPage(rest, jobId, place, retryPauseMs);
    for await (const rows of page.rows) {
      place = { locator: place.locator, pageRows: place.pageRows + rows.length };
      yield { rows, place };
    }
    const locator = page.next();
    if (locator === undefined) return;
    place = { locator, pageRows: 0 };
  }
}
