/** The public door of `ledger/`: what passed between two people. */
export { type Exchange, exchangesOf, type Given } from './exchanges.ts';
