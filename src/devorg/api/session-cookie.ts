import type { Request } from 'express';

/** The session of a page in a browser, which travels in the cookie `sid` as in Salesforce. */
export function sessionCookie(req: Request): string | undefined {
  const cookie = /(?:^|;\s*)sid=([^;]+)/.exec(req.get('cookie') ?? '')?.[1];
  if (cookie === undefined) return undefined;
  try {
    return decodeURIComponent(cookie);
  } catch {
    return undefined;
  }
}
