import { bulkIngestRoutes } from '../bulk/ingest-routes.ts';
import { bulkQueryRoutes } from '../bulk/query-routes.ts';
import { clientAppRoutes } from '../client-apps/connect-routes.ts';
import { deployRoutes } from '../deploys/deploy-routes.ts';
import { pageRoutes } from '../tooling/page-routes.ts';
import { actionRoutes } from './action-routes.ts';
import { collectionRoutes } from './collection-routes.ts';
import { compositeRoutes } from './composite.ts';
import { batchRoutes } from './composite-batch.ts';
import type { Route } from './context.ts';
import { limitRoutes } from './limits.ts';
import { queryRoutes } from './query-routes.ts';
import { replicationRoutes } from './replication-routes.ts';
import { rootRoutes } from './root.ts';
import { sobjectRoutes } from './sobject-routes.ts';
import { treeRoutes } from './tree-routes.ts';
import { uiRoutes } from './ui-routes.ts';

/** Every REST resource below `/services/data/vNN.0`. The first that fits answers: fixed words before placeholders. */
export const routes: readonly Route[] = [
  ...rootRoutes,
  ...limitRoutes,
  ...queryRoutes,
  ...replicationRoutes,
  ...sobjectRoutes,
  ...batchRoutes,
  ...treeRoutes,
  ...collectionRoutes,
  ...compositeRoutes,
  ...bulkQueryRoutes,
  ...bulkIngestRoutes,
  ...deployRoutes,
  ...clientAppRoutes,
  ...pageRoutes,
  ...actionRoutes,
  ...uiRoutes,
];
