import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

import { AppError } from '../errors.ts';
import type { DemoOrgAnswer, DemoOrgReady, DemoOrgRequest } from './demo-org-messages.ts';

export interface DemoOrg extends DemoOrgReady {
  /** Resolves when the account pages can be drawn. */
  readonly pagesReady: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the org in a box with the sample company in a process of its own.
 * @param onProgress hears how many accounts were made
 * @throws AppError when it can not start, a taken port for instance
 */
export async function startDemoOrg(request: DemoOrgRequest, onProgress: (accounts: number) => void): Promise<DemoOrg> {
  const child = fork(new URL('./demo-org-process.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answers = listen(child, onProgress);
  child.send(request);
  const ready = await answers.ready;
  return {
    ...ready,
    pagesReady: answers.pages,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.send('stop');
      await exited;
    },
  };
}

interface Answers {
  readonly ready: Promise<DemoOrgReady>;
  readonly pages: Promise<void>;
}

function listen(child: ChildProcess, onProgress: (accounts: number) => void): Answers {
  const ready = Promise.withResolvers<DemoOrgReady>();
  const pages = Promise.withResolvers<undefined>();
  const fail = (error: AppError): void => {
    ready.reject(error);
    pages.reject(error);
  };
  // Whoever waits for the pages hears of it; nobody else has to.
  pages.promise.catch(() => undefined);
  child.on('message', (message: DemoOrgAnswer) => {
    if (message.kind === 'progress') onProgress(message.accounts);
    if (message.kind === 'ready') ready.resolve(message);
    if (message.kind === 'pages') pages.resolve(undefined);
    if (message.kind === 'failed') fail(explain(message.code, message.message));
  });
  child.on('exit', (code) => {
    fail(explain('', `it ended with code ${code ?? 'none'}`));
  });
  return { ready: ready.promise, pages: pages.promise };
}

function explain(code: string, message: string): AppError {
  if (code === 'EADDRINUSE') {
    return new AppError('INVALID_PORT', 'The port is taken by another program', {
      actions: ['Choose another one with --port, or 0 for any free one.'],
    });
  }
  return new AppError('DEMO_ORG_FAILED', `The org in a box could not start: ${message}`, {
    actions: ['Run the demo with --fresh, which makes a new sample company.'],
  });
}
