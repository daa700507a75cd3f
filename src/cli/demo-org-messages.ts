import type { DemoOrgOptions, RunningDemoOrg } from '../devorg/demo-org.ts';

/** What the demo asks of its org's process. */
export type DemoOrgRequest = Omit<DemoOrgOptions, 'onProgress'>;

export type DemoOrgReady = Pick<RunningDemoOrg, 'url' | 'adminUrl' | 'login' | 'sample'>;

/** What the process has to say, in this order. */
export type DemoOrgAnswer =
  | { readonly kind: 'progress'; readonly accounts: number }
  | ({ readonly kind: 'ready' } & DemoOrgReady)
  | { readonly kind: 'pages' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };
