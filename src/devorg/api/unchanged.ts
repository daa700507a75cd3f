import type { Org } from '../org.ts';
import type { ApiReply, Call } from './context.ts';

/** When what describe says last changed: at start, and whenever rights change. To the second, as HTTP dates are. */
const changes = new WeakMap<Org, { accessVersion: number; at: number }>();

/** Answers `304` without a body to a client that already has this description, else the description. */
export function answerUnlessUnchanged({ context, request }: Call, describe: () => unknown): ApiReply {
  const changedAt = lastChange(context.org);
  const headers = { 'Last-Modified': new Date(changedAt).toUTCString() };
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  if (!Number.isNaN(since) && since >= changedAt) return { status: 304, headers };
  return { status: 200, headers, body: describe() };
}

function lastChange(org: Org): number {
  const known = changes.get(org);
  if (known?.accessVersion === org.accessVersion) return known.at;
  const at = Math.floor(org.clock.now() / 1000) * 1000;
  changes.set(org, { accessVersion: org.accessVersion, at });
  return at;
}
