import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { launchBrowser } from './support/browser.ts';

/** What the demo prints when it is ready. */
interface Ready {
  readonly url: string;
  readonly accountUrl: string;
  readonly accounts: number;
  readonly customers: number;
  readonly relationships: number;
  readonly apiCalls: number;
  readonly seconds: number;
}

let demo: ChildProcess;
let ready: Ready;
let browser: Browser;

beforeAll(async () => {
  const args = ['src/main.ts', 'demo', '--json', '--fresh', '--accounts', '100', '--seed', '7', '--port', '0'];
  demo = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: demo.stdout! });
  const [line] = (await once(lines, 'line')) as [string];
  ready = JSON.parse(line) as Ready;
  browser = await launchBrowser();
}, 240_000);

afterAll(async () => {
  await browser.close();
  if (demo.exitCode === null) demo.kill('SIGKILL');
});

async function openPanel(): Promise<{ page: Page; panel: ReturnType<Page['locator']> }> {
  const page = await browser.newPage();
  await page.goto(ready.accountUrl);
  const panel = page.locator('c-baton-relationships');
  await panel.locator('.name').first().waitFor();
  return { page, panel };
}

test('one line of JSON says where it is and what was done', () => {
  expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(ready.accounts).toBe(100);
  for (const key of ['customers', 'relationships', 'apiCalls', 'seconds'] as const)
    expect(ready[key]).toBeGreaterThan(0);
});

test('a call that a colleague logs changes the panel within 15 seconds, without reload', async () => {
  const { page, panel } = await openPanel();
  const anna = panel.locator('li', { hasText: 'Anna Brandt' }).first();
  const before = await anna.innerText();
  await page.getByRole('button', { name: 'Log a call as Anna Brandt' }).click();
  await expectChange(() => anna.innerText(), before, 15_000);
  await page.close();
});

async function expectChange(read: () => Promise<string>, before: string, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  let now = await read();
  while (now === before && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    now = await read();
  }
  expect(now).not.toBe(before);
}

test('Ctrl-C ends the demo and its org within 15 seconds', async () => {
  const exited = once(demo, 'exit') as Promise<[number | null]>;
  demo.kill('SIGINT');
  const [code] = await exited;
  expect(code).toBe(0);
  await expect(fetch(ready.url)).rejects.toThrow();
}, 15_000);
