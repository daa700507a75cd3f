import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** Files of an archive by their path. */
export type ZipFiles = ReadonlyMap<string, Buffer>;

const END = 0x06_05_4b_50;
const ENTRY = 0x02_01_4b_50;
const LOCAL = 0x04_03_4b_50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xff_ff;
const STORED = 0;
const DEFLATED = 8;
const VERSION = 20;
const UTF8_NAMES = 0x08_00;

/**
 * Reads a ZIP archive; folders in it are left out.
 * @throws Error if it is none, or is packed in a way that no Salesforce tool uses
 */
export function readZip(archive: Buffer): ZipFiles {
  const end = findEnd(archive);
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error('the directory of the zip file is damaged');
    const nameBytes = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
    if (!name.endsWith('/')) files.set(name, contentOf(archive, at, name));
    at += ENTRY_BYTES + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

function findEnd(archive: Buffer): number {
  const first = Math.max(0, archive.length - END_BYTES - LONGEST_COMMENT);
  for (let at = archive.length - END_BYTES; at >= first; at -= 1) {
    if (archive.readUInt32LE(at) === END) return at;
  }
  throw new Error('not a zip file');
}

function contentOf(archive: Buffer, entry: number, name: string): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const packedBytes = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  if (archive.readUInt32LE(local) !== LOCAL) throw new Error(`${name} in the zip file is damaged`);
  const start = local + LOCAL_BYTES + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + packedBytes);
  if (method !== STORED && method !== DEFLATED) throw new Error(`${name} is packed in an unknown way (${method})`);
  const content = method === STORED ? Buffer.from(packed) : inflateRawSync(packed);
  if (crc32(content) !== archive.readUInt32LE(entry + 16)) throw new Error(`${name} in the zip file is damaged`);
  return content;
}

/** Packs files into a ZIP archive, in their order. */
export function writeZip(files: ZipFiles): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const packed = deflateRawSync(content);
    const nameBytes = Buffer.from(name);
    const sizes = { crc: crc32(content), packed: packed.length, whole: content.length, name: nameBytes.length };
    const local = localHeader(sizes);
    bodies.push(local, nameBytes, packed);
    entries.push(directoryEntry(sizes, offset), nameBytes);
    offset += local.length + nameBytes.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  return Buffer.concat([...bodies, directory, endOf(files.size, directory.length, offset)]);
}

interface Sizes {
  readonly crc: number;
  readonly packed: number;
  readonly whole: number;
  readonly name: number;
}

function localHeader(sizes: Sizes): Buffer {
  const header = Buffer.alloc(LOCAL_BYTES);
  header.writeUInt32LE(LOCAL, 0);
  header.writeUInt16LE(VERSION, 4);
  writeSizes(header, sizes, 6);
  return header;
}

function directoryEntry(sizes: Sizes, offset: number): Buffer {
  const entry = Buffer.alloc(ENTRY_BYTES);
  entry.writeUInt32LE(ENTRY, 0);
  entry.writeUInt16LE(VERSION, 4);
  entry.writeUInt16LE(VERSION, 6);
  writeSizes(entry, sizes, 8);
  entry.writeUInt32LE(offset, 42);
  return entry;
}

/** The part that both headers have alike: flags, method, time (none), sum and sizes. */
function writeSizes(header: Buffer, { crc, packed, whole, name }: Sizes, at: number): void {
  header.writeUInt16LE(UTF8_NAMES, at);
  header.writeUInt16LE(DEFLATED, at + 2);
  header.writeUInt32LE(crc, at + 8);
  header.writeUInt32LE(packed, at + 12);
  header.writeUInt32LE(whole, at + 16);
  header.writeUInt16LE(name, at + 20);
}

function endOf(files: number, directoryBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
