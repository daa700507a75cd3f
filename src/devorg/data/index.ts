export { timestamp } from './clock.ts';
export { isId, newId, to18 } from './ids.ts';
export { insertRows, noteAccessChange, personName, type Row } from './insert-rows.ts';
export { inTransaction, prepare } from './open-database.ts';
export { type BinEntry, forgetInBin, noteInBin, rootInBin, takeFromBin } from './recycle-bin.ts';
export { nextId, nextNumber } from './sequences.ts';
export { hasColumn, quoted } from './tables.ts';
