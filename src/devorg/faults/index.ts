export { addFaultRoutes } from './admin-routes.ts';
export { effectKinds } from './effects/index.ts';
export { FaultBoard, type FaultCount } from './fault-board.ts';
export { type FaultPlan, FaultPlanError, type FaultRule, readFaultPlan } from './plan.ts';
