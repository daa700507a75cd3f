import type { Route } from './context.ts';

export const uiRoutes: readonly Route[] = [];
