import { AppError } from '../errors.ts';

export class StoreError extends AppError {}

/** PostgreSQL's own codes (appendix A of its manual) and those of Node's sockets and files. */
const EXPLANATIONS: Readonly<Record<string, { code: string; message: string; actions: string[] }>> = {
  '53100': diskFull(),
  ENOSPC: diskFull(),
  ECONNREFUSED: unreachable(),
  ENOTFOUND: unreachable(),
  EHOSTUNREACH: unreachable(),
  ETIMEDOUT: unreachable(),
  EAI_AGAIN: unreachable(),
  '57P03': unreachable(),
  '28P01': refused(),
  '28000': refused(),
  '3D000': refused(),
  '42501': refused(),
  '53300': {
    code: 'STORE_BUSY',
    message: 'The PostgreSQL server has no connection left for Baton.',
    actions: ['Raise max_connections on the server, or stop services that hold connections idle.'],
  },
};

/**
 * Says in plain words what is wrong with the database, where it is the database and not the statement.
 * Everything else is a fault of ours and passes unchanged.
 */
export function explainStoreError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const explanation = EXPLANATIONS[codeOf(error)] ?? fromText(error);
  if (explanation === undefined) return error;
  return new StoreError(explanation.code, explanation.message, { actions: explanation.actions, cause: error });
}

function codeOf(error: unknown): string {
  // Node joins the failures of several addresses of one host under one error.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return String(error.code);
}

/** PGlite hands on some failures of its file system as text only. */
function fromText(error: unknown) {
  const text = error instanceof Error ? error.message : '';
  if (/no space left on device|ENOSPC|could not extend file|disk full/i.test(text)) return diskFull();
  return undefined;
}

function diskFull() {
  return {
    code: 'STORE_DISK_FULL',
    message: 'The disk that holds the database is full; nothing that was saved before is lost.',
    actions: ['Free some space and start again: Baton goes on where it stopped.'],
  };
}

function unreachable() {
  return {
    code: 'STORE_UNREACHABLE',
    message: 'The PostgreSQL server in DATABASE_URL does not answer.',
    actions: [
      'Check that the server runs and that host and port in DATABASE_URL are right.',
      'Leave DATABASE_URL empty to use the embedded database.',
    ],
  };
}

function refused() {
  return {
    code: 'STORE_REFUSED',
    message: 'The PostgreSQL server does not let Baton in.',
    actions: [
      'Check user, password and database name in DATABASE_URL, and that the user may create tables in that database.',
    ],
  };
}
