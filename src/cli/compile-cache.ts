import { join } from 'node:path';

/**
 * Where compiled code is kept from one command to the next: with the packages, where nobody who may not change the
 * program can put anything (a shared temporary folder would let them).
 */
export const compileCache = join(import.meta.dirname, '../../node_modules/.cache/baton');
