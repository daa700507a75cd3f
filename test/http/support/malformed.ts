import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import fc from 'fast-check';

const BYTES = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));

const METHOD = fc.oneof(
  fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'get', 'PRI'),
  fc.string({ maxLength: 12 }),
);

const ODD_TARGETS = [
  ...['/healthz', '/readyz', '/metrics', '//metrics', '/metrics/', '/HEALTHZ', '*', 'http://elsewhere.example/metrics'],
  ...['/%E0%A4%A', '/%00', '/..%2f..%2fetc%2fpasswd', '/healthz/../../package.json', '/__proto__', '/constructor'],
  ...['/metrics?%', '/readyz?a[b][c]=1&a[__proto__]=2', `/${'a/'.repeat(3_000)}`, '/\u00e4\u00f6', '/;/;/'],
];
const TARGET = fc.oneof(
  fc.constantFrom(...ODD_TARGETS),
  fc.webPath(),
  fc.string({ unit: 'binary', maxLength: 200 }).map((text) => `/${text}`),
);

const ODD_HEADERS = [
  ...[
    'Content-Length: 5',
    'Content-Length: -1',
    'Content-Length: 99999999999',
    'Content-Length: 5\r\nContent-Length: 6',
  ],
  ...[
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: chunked\r\nContent-Length: 3',
    'Transfer-Encoding: gzip, chunked',
  ],
  ...[
    'Host:',
    'Host: a\r\nHost: b',
    'Connection: upgrade\r\nUpgrade: h2c',
    'Connection: close',
    'Expect: 100-continue',
  ],
  ...[
    'X-Request-Id: ../../../etc',
    'X-Request-Id: {"a":1}',
    'Authorization: Bearer 00D000000000001!AQ.secret',
    ': empty',
  ],
  ...[
    `X-Long: ${'x'.repeat(20_000)}`,
    `Cookie: ${'a=b; '.repeat(500)}`,
    'Range: bytes=0-,-1',
    ' folded: yes',
    'No colon',
  ],
];
const HEADER = fc.oneof(
  fc.constantFrom(...ODD_HEADERS),
  fc
    .tuple(fc.string({ maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 60 }))
    .map(([name, value]) => `${name}: ${value}`),
);
const VERSION = fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', 'http/1.1', '');
const LINE_END = fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r');

const request = (
  method: string,
  target: string,
  version: string,
  end: string,
  headers: string[],
  body: Buffer,
): Buffer =>
  Buffer.concat([
    Buffer.from([`${method} ${target} ${version}`, 'Host: localhost', ...headers, '', ''].join(end)),
    body,
  ]);

/** What gets past a parser of HTTP and reaches the routes. */
const NEARLY_RIGHT = fc
  .record({
    method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'),
    target: fc.oneof(fc.constantFrom(...ODD_TARGETS.filter((target) => /^[!-~]+$/.test(target))), fc.webPath()),
    query: fc.oneof(
      fc.constant(''),
      fc.webQueryParameters().map((text) => `?${text}`),
    ),
    headers: fc.array(fc.constantFrom(...ODD_HEADERS.filter((header) => /^[\w-]+: /.test(header))), { maxLength: 1 }),
    body: fc.oneof(fc.constant(Buffer.alloc(0)), BYTES),
  })
  .map(({ method, target, query, headers, body }) =>
    request(method, target + query, 'HTTP/1.1', '\r\n', ['Connection: close', ...headers], body),
  );

const WILD = fc
  .tuple(METHOD, TARGET, VERSION, LINE_END, fc.array(HEADER, { maxLength: 6 }), BYTES)
  .map((parts) => request(...parts));

/** Bytes that somebody might send to the port, from noise to nearly right requests. */
export const malformedRequest: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 1, arbitrary: BYTES },
  { weight: 4, arbitrary: WILD },
  { weight: 5, arbitrary: NEARLY_RIGHT },
);

const TICK_MS = 10;
/**
 * How long an answer, and the rest of one, is waited for, since a server may rightly wait for the rest of a request. In
 * ticks and not in time: the server works in this process, and gets its turn before each of them however busy the machine.
 */
const PATIENCE = 25;
const REST = 2;

/** Sends the bytes on a connection of its own. @returns what came back; empty where the server waits or hangs up. */
export async function send(path: string, bytes: Buffer): Promise<string> {
  const socket = await connected(path);
  let reply = '';
  let ticks = PATIENCE;
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    reply += text;
    ticks = REST;
  });
  socket.on('error', () => undefined);
  socket.write(bytes, () => undefined);
  for (; ticks > 0 && !socket.closed; ticks -= 1) await sleep(TICK_MS);
  socket.destroy();
  return reply;
}

/** A busy machine may have more callers waiting at the socket than it lets wait (EAGAIN); they come again. */
async function connected(path: string): Promise<Socket> {
  for (;;) {
    const socket = connect(path);
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      await sleep(5);
    }
  }
}

/** What no reply may hold: a stack trace, a path of this machine, what was sent as a secret, an error's name. */
export const LEAKS = /\n\s+at |node_modules|\.(ts|js):\d+|\/home\/|\/work\/|00D000000000001!|TypeError|RangeError/;

const WORD = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('true', 'yes', '0', '-1', '1e309', 'NaN', '99999999999999999999', 'null', '{}', '[]', '\u0000', '%s'),
  fc.constantFrom('http://', 'https://[::1', 'ftp://a.example', 'javascript:alert(1)', 'postgres://user:geheim@/x y'),
  fc.webUrl(),
);

/** An environment with settings of all kinds of nonsense, known and unknown ones. */
export function malformedEnvironment(names: readonly string[]): fc.Arbitrary<Record<string, string>> {
  const name = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }).map((text) => `BATON_${text}`) },
  );
  return fc.dictionary(name, WORD, { maxKeys: 25 });
}
