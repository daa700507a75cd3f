import type { Wire } from '../effect.ts';

/**
 * Lets the org answer, but holds the body back and hands it over whole, uncompressed, in place of sending it.
 * @param send gets the body when the org is done; the status and the headers are set and not sent yet
 */
export function holdBody({ req, res, next }: Wire, send: (body: Buffer) => void): void {
  Reflect.deleteProperty(req.headers, 'accept-encoding');
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
  };
  const original = { write: res.write.bind(res), end: res.end.bind(res) };
  res.write = ((chunk: unknown, ...rest: unknown[]) => {
    keep(chunk);
    const callback = rest.at(-1);
    if (typeof callback === 'function') queueMicrotask(callback as () => void);
    return true;
  }) as typeof res.write;
  res.end = ((...given: unknown[]) => {
    keep(given[0]);
    Object.assign(res, original);
    send(Buffer.concat(chunks));
    return res;
  }) as typeof res.end;
  next();
}

/** Sends a body in place of the one that the org meant. */
export function sendInstead({ res }: Wire, body: Buffer | string): void {
  const bytes = Buffer.from(body as string);
  if (res.hasHeader('Content-Length')) res.setHeader('Content-Length', bytes.length);
  res.end(bytes);
}
