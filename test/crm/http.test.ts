import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, describe, expect, test } from '@jest/globals';

import { callHttp, streamHttp } from '../../src/crm/http.ts';

let server: Server | undefined;

async function serve(handler: RequestListener): Promise<string> {
  const running = createServer(handler);
  server = running;
  await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((running.address() as AddressInfo).port)}`;
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

async function readAllOf(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks) bytes += chunk.length;
  return bytes;
}

describe('a call', () => {
  test('whose body is cut off ends as an error', async () => {
    const url = await serve((_, reply) => {
      reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
      reply.write('{"records": [');
      setTimeout(() => reply.destroy(), 20);
    });
    await expect(callHttp({ method: 'GET', url }, 5_000)).rejects.toThrow();
  });

  test('whose JSON breaks off though the connection ends well is an error', async () => {
    const url = await serve((_, reply) => {
      reply.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' }).end('{"records": [');
    });
    await expect(callHttp({ method: 'GET', url }, 5_000)).rejects.toThrow('cut off');
  });

  test.each(['head', 'body'])('that falls silent in the %s ends at its deadline', async (part) => {
    const url = await serve((_, reply) => {
      if (part === 'body') reply.writeHead(200, { 'content-type': 'application/json' }).write('{');
    });
    await expect(callHttp({ method: 'GET', url }, 100)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('ends when the connection is closed', async () => {
    const url = await serve(() => undefined);
    const closing = new AbortController();
    setTimeout(() => {
      closing.abort();
    }, 30);
    await expect(callHttp({ method: 'GET', url }, 5_000, closing.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a stream', () => {
  test('that is cut off throws at the place where it breaks', async () => {
    const url = await serve((_, reply) => {
      reply.writeHead(200, { 'content-type': 'text/csv', 'content-length': '100000' });
      reply.write('Id\n');
      setTimeout(() => reply.destroy(), 20);
    });
    const { chunks } = await streamHttp({ method: 'GET', url }, 5_000);
    await expect(readAllOf(chunks)).rejects.toThrow();
  });

  test('that falls silent throws after the silence', async () => {
    const url = await serve((_, reply) => {
      reply.writeHead(200, { 'content-type': 'text/csv' }).write('Id\n');
    });
    const { chunks } = await streamHttp({ method: 'GET', url }, 100);
    await expect(readAllOf(chunks)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('is not silent while its reader takes time', async () => {
    const url = await serve((_, reply) => {
      reply.writeHead(200, { 'content-type': 'text/csv' });
      reply.write('a'.repeat(1000));
      reply.end('b'.repeat(1000));
    });
    const { chunks } = await streamHttp({ method: 'GET', url }, 100);
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      await sleep(250);
    }
    expect(bytes).toBe(2000);
  });
});
