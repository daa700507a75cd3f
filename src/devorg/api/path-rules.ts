import type { NextFunction, Request, Response } from 'express';

/** Salesforce refuses longer URIs, and longer sums of URI and headers. */
const maxRequestLineBytes = 16_384;

/** Takes `//services/data` for `/services/data`: clients join instance URL and path with a slash too many. */
export function parsePath(req: Request, _res: Response, next: NextFunction): void {
  const [path = '', ...query] = req.url.split('?');
  if (path.includes('//')) req.url = [path.replace(/\/{2,}/g, '/'), ...query].join('?');
  req.originalUrl = req.url;
  next();
}

/** 414 for a URI, 431 for URI and headers beyond what Salesforce takes; like there, with no JSON in the body. */
export function refuseLongRequests(req: Request, res: Response, next: NextFunction): void {
  const uri = Buffer.byteLength(req.originalUrl);
  const headers = req.rawHeaders.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, 0);
  if (uri > maxRequestLineBytes) res.status(414).type('text/plain').send('URI Too Long');
  else if (uri + headers > maxRequestLineBytes)
    res.status(431).type('text/plain').send('Request Header Fields Too Large');
  else next();
}
