import type { Express } from 'express';

import { effectKinds } from './effects/index.ts';
import type { FaultBoard } from './fault-board.ts';
import { FaultPlanError, readFaultPlan } from './plan.ts';

/** `GET`, `PUT` and `DELETE /faults`: the rules in force with their counts, other rules, none. */
export function addFaultRoutes(app: Express, board: FaultBoard): void {
  app.get('/faults', (_req, res) => {
    res.json({ ...board.plan, counts: board.counts() });
  });
  app.get('/faults/kinds', (_req, res) => {
    res.json(effectKinds.map(({ kind, on }) => ({ kind, on })));
  });
  app.put('/faults', (req, res) => {
    try {
      board.set(readFaultPlan(req.body));
    } catch (error) {
      if (!(error instanceof FaultPlanError)) throw error;
      res.status(400).json({ error: error.message, problems: error.problems });
      return;
    }
    res.json({ ...board.plan, counts: board.counts() });
  });
  app.delete('/faults', (_req, res) => {
    board.clear();
    res.status(204).end();
  });
}
