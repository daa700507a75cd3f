import type { Request, RequestHandler, Response } from 'express';

import type { SObject } from '../../src/devorg/schema.ts';
import type { TwoDivisions } from './two-divisions.ts';

const isWrite = (req: Request): boolean => req.method === 'PATCH' && req.path.includes('/composite/sobjects/Baton_Rel');

/** Has the org handle writes of relationships differently until the returned function is called. */
function during(org: TwoDivisions, handler: RequestHandler): () => void {
  const { faults } = org.running.context;
  faults.push(handler);
  return () => faults.splice(faults.indexOf(handler), 1);
}

/** Another process holds the lock of every account: each row fails, and would pass a moment later. */
export function lockRows(org: TwoDivisions): () => void {
  return during(org, (req: Request, res: Response, next) => {
    if (!isWrite(req)) {
      next();
      return;
    }
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const { records } = JSON.parse(Buffer.concat(chunks).toString()) as { records: unknown[] };
      const error = { statusCode: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access', fields: [] };
      res.json(records.map(() => ({ success: false, errors: [error] })));
    });
  });
}

/** The org does what it was told, but the connection breaks before the reply. */
export function dropReplies(org: TwoDivisions): () => void {
  return during(org, (req: Request, res: Response, next) => {
    if (isWrite(req)) res.end = () => res.destroy();
    next();
  });
}

/** An admin takes a value off the list of bands: rows with it are refused until it is back. */
export function forbidBand({ org }: TwoDivisions, band: string): () => void {
  const objects = org.schema.objects as Map<string, SObject>;
  const object = objects.get('baton_relationship__c');
  const field = object?.fields.get('band__c');
  if (object === undefined || field === undefined) throw new Error('The package has no Band__c.');
  // The lists themselves belong to the package, of which other orgs are made too.
  const without = { ...field, picklistValues: field.picklistValues.filter(({ value }) => value !== band) };
  objects.set('baton_relationship__c', { ...object, fields: new Map([...object.fields, ['band__c', without]]) });
  return () => objects.set('baton_relationship__c', object);
}
