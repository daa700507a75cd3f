import { Socket } from 'node:net';

/** Marks on the prototype, which all test files of a process share. */
const GUARDED = Symbol.for('baton.test.only-this-machine');
/** Set while nock guards, which pretends to connect where it answers. */
const NOCK = Symbol.for('baton.test.nock');
const HERE = new Set(['127.0.0.1', '::1', 'localhost']);

type Connect = (this: Socket, ...args: unknown[]) => Socket;

/** Nothing in a test may reach further than this machine. */
function guardSockets(): void {
  const prototype = Socket.prototype as unknown as { connect: Connect; [GUARDED]?: true; [NOCK]?: boolean };
  if (prototype[GUARDED] === true) return;
  prototype[GUARDED] = true;
  const { connect } = prototype;
  prototype.connect = function guarded(...args) {
    const host = hostOf(args);
    if (prototype[NOCK] !== true && host !== undefined && !HERE.has(host))
      throw new Error(`A test wants to reach ${host}.`);
    return connect.apply(this, args);
  };
}

/** `connect` takes a path, a port and perhaps a host, or options; node itself hands over a list that holds the options. */
function hostOf(args: readonly unknown[]): string | undefined {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (typeof first === 'object' && first !== null) return (first as { host?: string }).host;
  return typeof second === 'string' ? second : undefined;
}

guardSockets();
