import { readFileSync } from 'node:fs';

/** Baton's own version, from package.json: the CRM's status row and `--version` show it. */
export const version: string = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
