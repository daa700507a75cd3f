/** From so many bytes on, other threads are to read what is here, not a copy of it. */
const LARGE = 2 ** 22;

/** Room for so many bytes. */
export function bufferOf(bytes: number): ArrayBufferLike {
  return bytes < LARGE ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}
