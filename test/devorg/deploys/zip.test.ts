import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { readZip, writeZip } from '../../../src/devorg/deploys/zip.ts';

/** Runs Python, whose zip module is nobody's here. */
function python(code: string, ...args: string[]): string {
  return execFileSync('python3', ['-c', code, ...args], { encoding: 'utf8' });
}

function inFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-zip-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const hasPython = ((): boolean => {
  try {
    return python('print(1)') === '1\n';
  } catch {
    return false;
  }
})();

test('what was packed comes out again, byte by byte', () => {
  const names = fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => !name.endsWith('/'));
  fc.assert(
    fc.property(fc.dictionary(names, fc.uint8Array({ maxLength: 2000 })), (files) => {
      const packed = new Map(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes)]));
      expect([...readZip(writeZip(packed))]).toEqual([...packed]);
    }),
  );
});

(hasPython ? test : test.skip)('another program reads what was packed', () => {
  inFolder((folder) => {
    const file = path.join(folder, 'a.zip');
    const text = 'Grüße\n'.repeat(500);
    writeFileSync(file, writeZip(new Map([['objects/Ä.object', Buffer.from(text)]])));
    const code =
      'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(z.testzip(), z.namelist());open(sys.argv[2],"wb").write(z.read(z.namelist()[0]))';
    expect(python(code, file, path.join(folder, 'out'))).toBe("None ['objects/Ä.object']\n");
    expect(readFileSync(path.join(folder, 'out'), 'utf8')).toBe(text);
  });
});

(hasPython ? test : test.skip)('what another program packed is read, stored or deflated', () => {
  inFolder((folder) => {
    const file = path.join(folder, 'a.zip');
    const code =
      'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1],"w")\nz.writestr("d/",b"")\nz.writestr("d/stored",b"as it is")\nz.writestr("d/packed",b"again "*1000,zipfile.ZIP_DEFLATED)\nz.comment=b"with a comment"\nz.close()';
    python(code, file);
    const files = readZip(readFileSync(file));
    expect([...files].map(([name, content]) => [name, content.toString()])).toEqual([
      ['d/stored', 'as it is'],
      ['d/packed', 'again '.repeat(1000)],
    ]);
  });
});

test('what is no archive, or is damaged, is refused', () => {
  expect(() => readZip(Buffer.from('not a zip at all, but long enough to look'))).toThrow('not a zip file');
  expect(() => readZip(Buffer.alloc(0))).toThrow('not a zip file');
  const archive = writeZip(new Map([['a', Buffer.from('hello hello hello hello')]]));
  archive.writeUInt32LE(12_345, archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 16);
  expect(() => readZip(archive)).toThrow('a in the zip file is damaged');
});
