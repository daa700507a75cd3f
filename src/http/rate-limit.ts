import type { NextFunction, Request, Response } from 'express';

export interface RateLimitOptions {
  /** Requests that one address may make at once. */
  readonly burst: number;
  /** And then in a second, in the long run. */
  readonly perSecond: number;
  /** Milliseconds of a clock that nobody moves. */
  readonly now: () => number;
}

/** Addresses remembered; whoever comes from more than so many at once shares the last bucket. */
const MOST_ADDRESSES = 1_000;
const OTHERS = 'others';

interface Bucket {
  tokens: number;
  at: number;
}

/** A bucket of tokens for each address: what is asked beyond it is answered with 429 and costs next to nothing. */
export function rateLimit({ burst, perSecond, now }: RateLimitOptions) {
  const buckets = new Map<string, Bucket>();

  function bucketOf(address: string): Bucket {
    const known = buckets.get(address);
    if (known !== undefined) return known;
    if (buckets.size >= MOST_ADDRESSES) {
      // Whose bucket is full again by now need not be remembered.
      for (const [key, { at }] of buckets) if ((now() - at) * perSecond >= burst * 1000) buckets.delete(key);
    }
    const key = buckets.size >= MOST_ADDRESSES ? OTHERS : address;
    const bucket = buckets.get(key) ?? { tokens: burst, at: now() };
    buckets.set(key, bucket);
    return bucket;
  }

  return (request: Request, response: Response, next: NextFunction): void => {
    const bucket = bucketOf(request.socket.remoteAddress ?? OTHERS);
    const time = now();
    bucket.tokens = Math.min(burst, bucket.tokens + ((time - bucket.at) / 1000) * perSecond);
    bucket.at = time;
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      next();
      return;
    }
    const seconds = Math.ceil((1 - bucket.tokens) / perSecond);
    response.setHeader('Retry-After', String(seconds));
    response.status(429).json({ code: 'TOO_MANY_REQUESTS', message: `Ask again in ${seconds} s` });
  };
}
