/**
 * HTTP calls that end.
 *
 * A connection to Salesforce may be cut in the middle of a body, or fall silent. jsforce 3.10's transport answers the
 * first with an error that nobody can catch, which ends the process, and the second by waiting for ever, since its
 * timeout covers only the time to the first byte. It also follows redirects with the session in the header. So the
 * calls are made with the fetch of Node: one deadline over head and body, a limit of silence for streams, redirects
 * handed back as replies.
 */

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else text. */
  readonly body: unknown;
}

export interface HttpStream {
  readonly status: number;
  readonly headers: Headers;
  /** Chunks of the body; throws when the connection is cut or silent for too long. */
  readonly chunks: AsyncGenerator<Uint8Array>;
}

function parseBody(headers: Headers, text: string): unknown {
  if (!(headers.get('content-type') ?? '').startsWith('application/json')) return text;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TypeError('the reply is cut off or is not JSON', { cause });
  }
}

async function start(request: HttpRequest, signal: AbortSignal): Promise<Response> {
  return fetch(request.url, {
    method: request.method,
    headers: request.headers ?? {},
    ...(request.body === undefined ? {} : { body: request.body }),
    redirect: 'manual',
    signal,
  });
}

/** One call with its whole reply. Throws what fetch throws; a deadline is a `TimeoutError`. */
export async function callHttp(request: HttpRequest, timeoutMs: number, closing?: AbortSignal): Promise<HttpReply> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const response = await start(request, closing === undefined ? deadline : AbortSignal.any([deadline, closing]));
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parseBody(response.headers, text) };
}

/** Waits for something that `controller` can end, and ends it after `silenceMs`. */
async function within<Result>(silenceMs: number, controller: AbortController, work: Promise<Result>): Promise<Result> {
  const watch = setTimeout(() => {
    controller.abort(new DOMException('silent for too long', 'TimeoutError'));
  }, silenceMs);
  try {
    return await work;
  } finally {
    clearTimeout(watch);
  }
}

/** A call whose body is read while it comes. `silenceMs` is the longest time without a byte. */
export async function streamHttp(request: HttpRequest, silenceMs: number, closing?: AbortSignal): Promise<HttpStream> {
  const controller = new AbortController();
  const signal = closing === undefined ? controller.signal : AbortSignal.any([controller.signal, closing]);
  const response = await within(silenceMs, controller, start(request, signal));
  return {
    status: response.status,
    headers: response.headers,
    chunks: readChunks(response, silenceMs, controller),
  };
}

/** Passes chunks on. Time that the reader of the chunks takes is not silence of the other side. */
async function* readChunks(
  response: Response,
  silenceMs: number,
  controller: AbortController,
): AsyncGenerator<Uint8Array> {
  let finished = false;
  try {
    const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
    while (reader !== undefined) {
      const { done, value } = await within(silenceMs, controller, reader.read());
      if (done) break;
      yield value;
    }
    finished = true;
  } finally {
    if (!finished) controller.abort();
  }
}
