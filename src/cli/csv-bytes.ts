import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';

/**
 * The bytes of a CSV file as UTF-8, or as UTF-16 with its mark: spreadsheets under Windows save "CSV" in the code page of
 * Western Europe, which is told apart by not being UTF-8.
 */
export async function csvBytes(path: string): Promise<Readable> {
  const isReadAsItIs = (await isMarkedUtf16(path)) || (await isUtf8(path));
  const bytes = createReadStream(path);
  if (isReadAsItIs) return bytes;
  const decoder = new TextDecoder('windows-1252');
  const decode = new Transform({
    transform(chunk: Buffer, _, done) {
      done(null, decoder.decode(chunk, { stream: true }));
    },
  });
  // Who does not read to the end closes what is handed out; the file goes with it.
  decode.on('close', () => bytes.destroy());
  return bytes.on('error', (error) => decode.destroy(error)).pipe(decode);
}

async function isMarkedUtf16(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && [0xfeff, 0xfffe].includes(buffer.readUInt16LE());
  } finally {
    await file.close();
  }
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}
