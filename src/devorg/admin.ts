import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { z } from 'zod';

import type { DevorgContext } from './api/context.ts';
import { addRecordActions } from './api/record-actions.ts';
import { addFaultRoutes, type FaultBoard } from './faults/index.ts';

const sessionInput = z.object({
  userId: z.string().min(15).optional(),
  username: z.string().optional(),
  browser: z.boolean().default(false),
});

const appInput = z.object({
  clientId: z.string().min(1),
  certificatePem: z.string().min(1),
  permissionSets: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
});

const moveInput = z.object({ byMs: z.number().int() });

/**
 * What no client of a real org can do: sessions without a login, moving the clock, reading the counters. On a port of
 * its own, so that nothing under the instance URL differs from Salesforce.
 */
export function adminApp(context: DevorgContext, faults: FaultBoard): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json({ limit: '1mb' }));
  app.get('/health', (_req, res) => {
    res.json({ status: 'ok', orgId: context.org.id, url: context.instanceUrl, now: now(context) });
  });
  addAccess(app, context);
  addClock(app, context);
  addCounters(app, context);
  addFaultRoutes(app, faults);
  addRecordActions(app, context);
  app.use((_req, res) => {
    res.status(404).json({ error: 'There is no such admin resource' });
  });
  app.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) next(error);
    else res.status(400).json({ error: error instanceof z.ZodError ? z.prettifyError(error) : String(error) });
  });
  return app;
}

function addAccess(app: Express, context: DevorgContext): void {
  app.post('/sessions', (req, res) => {
    const { userId, username, browser } = sessionInput.parse(req.body);
    const user = findUser(context, userId, username);
    if (user === undefined) {
      res.status(404).json({ error: `The org has no user ${userId ?? username ?? ''}` });
      return;
    }
    const { token } = context.sessions.start(user, { browser, expires: false });
    res.status(201).json({ token, instanceUrl: context.instanceUrl, userId: user });
  });
  app.delete('/sessions', (req, res) => {
    const { userId } = req.query;
    res.json({ ended: context.sessions.endAll(typeof userId === 'string' ? userId : undefined) });
  });
  app.get('/connected-apps', (_req, res) => {
    res.json(context.apps.all());
  });
  app.post('/connected-apps', (req, res) => {
    const input = appInput.parse(req.body);
    context.apps.register(input);
    res.status(201).json({ clientId: input.clientId });
  });
}

function addClock(app: Express, context: DevorgContext): void {
  app.get('/clock', (_req, res) => {
    res.json({ now: now(context) });
  });
  app.post('/clock/move', (req, res) => {
    context.org.clock.move(moveInput.parse(req.body).byMs);
    res.json({ now: now(context) });
  });
}

function addCounters(app: Express, context: DevorgContext): void {
  app.get('/calls', (_req, res) => {
    const { counted, byRoute } = context.callLog.read();
    res.json({ counted, byRoute, usedToday: context.usage.used(), max: context.usage.max });
  });
  app.delete('/calls', (_req, res) => {
    context.callLog.reset();
    res.status(204).end();
  });
  app.delete('/usage', (_req, res) => {
    context.usage.reset();
    res.status(204).end();
  });
  app.get('/notifications', (_req, res) => {
    res.json(context.notifications.all());
  });
}

function findUser(context: DevorgContext, id: string | undefined, username: string | undefined): string | undefined {
  const [column, value] = id === undefined ? ['Username', username ?? ''] : ['Id', id];
  const sql = `SELECT Id FROM "User" WHERE ${column === 'Id' ? 'substr(Id, 1, 15) = substr(?, 1, 15)' : 'Username = ? COLLATE NOCASE'}`;
  const row = context.org.database.prepare(sql).get(value);
  return row === undefined ? undefined : String(row['Id']);
}

function now(context: DevorgContext): string {
  return new Date(context.org.clock.now()).toISOString();
}
