import { expect, test } from '@jest/globals';

import { readMultipart } from '../../../src/devorg/deploys/multipart.ts';

/** A body as the platform's own fetch writes it. */
async function bodyOf(form: FormData): Promise<[body: Buffer, contentType: string]> {
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  return [Buffer.from(await request.arrayBuffer()), request.headers.get('content-type') ?? ''];
}

test('parts come with their name, their type and their bytes', async () => {
  const bytes = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10]);
  const form = new FormData();
  form.append('entity', new Blob(['{"a":1}'], { type: 'application/json' }));
  form.append('file', new Blob([bytes], { type: 'application/zip' }), 'package.zip');
  expect(readMultipart(...(await bodyOf(form)))).toEqual([
    { name: 'entity', contentType: 'application/json', content: Buffer.from('{"a":1}') },
    { name: 'file', contentType: 'application/zip', content: bytes },
  ]);
});

test('other bodies are none', () => {
  expect(readMultipart(Buffer.from('{}'), 'application/json')).toBeUndefined();
  expect(readMultipart(Buffer.from('{}'), 'multipart/form-data')).toBeUndefined();
  expect(readMultipart(Buffer.from('{}'), 'multipart/form-data; boundary=x')).toBeUndefined();
});
