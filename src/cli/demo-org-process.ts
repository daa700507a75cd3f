/**
 * The demo's org in a process of its own, as Salesforce is to the service: it is started by `baton demo`, told what to do
 * by one message, and ends when the demo does.
 */
import { enableCompileCache } from 'node:module';

import { compileCache } from './compile-cache.ts';
import type { DemoOrgAnswer, DemoOrgRequest } from './demo-org-messages.ts';

function answer(message: DemoOrgAnswer): void {
  process.send?.(message);
}

async function start(request: DemoOrgRequest): Promise<void> {
  enableCompileCache(compileCache);
  const { startDemoOrg } = await import('../devorg/demo-org.ts');
  const org = await startDemoOrg({ ...request, onProgress: (accounts) => answer({ kind: 'progress', accounts }) });
  let isClosing = false;
  const stop = (): void => {
    if (isClosing) return;
    isClosing = true;
    void org.close().then(() => process.exit(0));
  };
  // Ctrl-C reaches the whole group; the demo decides when its org may go, so that the service can finish its calls.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
  process.on('message', stop);
  const { url, adminUrl, login, sample } = org;
  answer({ kind: 'ready', url, adminUrl, login, sample });
  await org.pagesReady;
  answer({ kind: 'pages' });
}

process.once('message', (request: DemoOrgRequest) => {
  start(request).catch((error: unknown) => {
    const { code, message, stack = '' } = error as NodeJS.ErrnoException;
    answer({ kind: 'failed', code: code ?? '', message: code === undefined ? stack : message });
    process.exit(1);
  });
});
