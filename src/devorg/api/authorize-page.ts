import type { WebLogin } from '../web-login.ts';

/** The page on which somebody says who they want to be: a form for each user, the request in hidden fields. */
export function authorizePage(users: ReturnType<WebLogin['users']>, fields: Readonly<Record<string, string>>): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const choices = users.map(
    ({ id, name, username, profile }) =>
      `<li><button name="user" value="${escaped(id)}">${escaped(name)}</button> ${escaped(username)} · ${escaped(profile)}</li>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Log in to the org in a box</title>
<style>body{font:16px/1.5 system-ui;max-width:44rem;margin:3rem auto;padding:0 1rem}li{margin:.4rem 0}button{font:inherit;min-width:12rem;text-align:left}</style>
<h1>Who do you want to be?</h1>
<p>The org in a box has no passwords. Whoever you choose is logged in to the program that sent you here.</p>
<form method="post"><ul>${choices.join('\n')}</ul>${hidden.join('')}</form></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
