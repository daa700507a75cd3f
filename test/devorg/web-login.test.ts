import { createHash } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import jsforce from 'jsforce';

import { type RunningSmallOrg, runSmallOrg } from './support/running-org.ts';

let box: RunningSmallOrg;

beforeAll(async () => {
  box = await runSmallOrg();
});

afterAll(async () => {
  await box.close();
});

const redirectUri = 'http://localhost:1717/OauthRedirect';
const verifier = 'a-verifier-that-only-the-program-knows-0123456789';
const wish = {
  client_id: 'PlatformCLI',
  redirect_uri: redirectUri,
  state: 'xyz',
  response_type: 'code',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
};

/** What a browser does: opens the page, and clicks. */
async function choose(user: string, more: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ ...wish, ...more, user });
  return await fetch(`${box.url}/services/oauth2/authorize`, { method: 'POST', body, redirect: 'manual' });
}

async function codeFor(user: string): Promise<string> {
  const target = new URL((await choose(user)).headers.get('location') ?? '');
  expect(target.origin + target.pathname).toBe(redirectUri);
  expect(target.searchParams.get('state')).toBe('xyz');
  return target.searchParams.get('code') ?? '';
}

async function token(values: Record<string, string>): Promise<Record<string, string>> {
  const reply = await fetch(`${box.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(values) });
  return (await reply.json()) as Record<string, string>;
}

test('the page offers the active users, admins first', async () => {
  const reply = await fetch(`${box.url}/services/oauth2/authorize?${new URLSearchParams(wish).toString()}`);
  const html = await reply.text();
  const names = [...html.matchAll(/<button name="user" value="005\w{15}">([^<]+)</g)].map(([, name]) => name);
  expect(names).toEqual(['Org Admin', 'Anna Amsel', 'Ben Bussard', 'Clara Clausen']);
});

test('a code becomes a session, once, for the program that asked', async () => {
  const code = await codeFor(box.anna);
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  const answer = await token(grant);
  expect(answer).toMatchObject({ instance_url: box.url, token_type: 'Bearer' });
  expect(await token(grant)).toMatchObject({ error: 'invalid_grant' });
  const connection = new jsforce.Connection({ instanceUrl: box.url, accessToken: answer['access_token'] ?? '' });
  expect(await connection.identity()).toMatchObject({ user_id: box.anna });
  const again = await token({ grant_type: 'refresh_token', refresh_token: answer['refresh_token'] ?? '' });
  expect(again['access_token']).not.toBe(answer['access_token']);
  expect(again['id']).toContain(box.anna);
});

test('a wrong verifier, another address, another client or a guessed token get nothing', async () => {
  const grant = { grant_type: 'authorization_code', redirect_uri: redirectUri, code_verifier: 'wrong' };
  expect(await token({ ...grant, code: await codeFor(box.anna) })).toMatchObject({ error: 'invalid_grant' });
  expect((await choose(box.anna, { redirect_uri: 'https://evil.example/' })).status).toBe(400);
  expect((await choose(box.anna, { client_id: 'other' })).status).toBe(400);
  expect((await choose(box.dora)).status).toBe(200);
  expect(await token({ grant_type: 'refresh_token', refresh_token: 'guess' })).toMatchObject({
    error: 'invalid_grant',
  });
});
