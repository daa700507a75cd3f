import { randomUUID } from 'node:crypto';

import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';

/** An id that a proxy has given the request, if it can do no harm in a log. */
const givenId = z.string().regex(/^[A-Za-z0-9._-]{8,64}$/);

/** Names every request, in the reply and in the log, so that one can be found in the other. */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  const given = givenId.safeParse(request.get('x-request-id'));
  response.setHeader('X-Request-Id', given.success ? given.data : randomUUID());
  next();
}

export function requestIdOf(response: Response): string {
  return String(response.getHeader('X-Request-Id') ?? '');
}
