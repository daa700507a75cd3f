import { type Request, type Response, Router, urlencoded } from 'express';

import { OAuthError, userOfAssertion } from '../oauth.ts';
import type { Session } from '../sessions.ts';
import { WebLogin } from '../web-login.ts';
import { authorizePage } from './authorize-page.ts';
import type { DevorgContext } from './context.ts';
import { findIdentity, identityOf, userInfoOf } from './identity.ts';
import { sendReply } from './reply.ts';
import { sessionCookie } from './session-cookie.ts';

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** `/services/oauth2/*` and `/id/{org}/{user}`: none of them counts as an API call. */
export function oauthRoutes(context: DevorgContext): Router {
  const router = Router();
  const logins = new WebLogin(context.org);
  router.use('/services/oauth2', urlencoded({ extended: false, limit: '100kb' }));
  router.post('/services/oauth2/token', async (req, res) => {
    await answerToken(context, logins, req, res);
  });
  router.get('/services/oauth2/authorize', (req, res) => {
    answerAuthorize(logins, req, res);
  });
  router.post('/services/oauth2/authorize', (req, res) => {
    answerAuthorize(logins, req, res);
  });
  router.all('/services/oauth2/userinfo', async (req, res) => {
    await answerIdentity(context, req, res, (session) => userInfoOf(context, findIdentity(context, session.userId)));
  });
  router.all('/services/oauth2/revoke', (req, res) => {
    revoke(context, req, res);
  });
  router.get('/id/:organization/:user', async (req, res) => {
    await answerIdentity(context, req, res, (session) => {
      if (session.userId.slice(0, 15) !== req.params.user.slice(0, 15)) return undefined;
      return identityOf(context, findIdentity(context, session.userId));
    });
  });
  return router;
}

/** The token in the header; where OAuth endpoints also take it: the query and the form; or a page's cookie. */
export function tokenOf(req: Request): string | undefined {
  const header = /^(?:Bearer|OAuth) (.+)$/i.exec(req.get('authorization') ?? '')?.[1];
  return header?.trim() ?? formValue(req, 'access_token') ?? formValue(req, 'oauth_token') ?? sessionCookie(req);
}

/** Asks who somebody wants to be, and sends them back to their program with a code. */
function answerAuthorize(logins: WebLogin, req: Request, res: Response): void {
  const fields = {
    client_id: formValue(req, 'client_id') ?? '',
    redirect_uri: formValue(req, 'redirect_uri') ?? '',
    state: formValue(req, 'state') ?? '',
    code_challenge: formValue(req, 'code_challenge') ?? '',
  };
  const { client_id: clientId, redirect_uri: redirectUri, state, code_challenge: challenge } = fields;
  const authorization = { clientId, redirectUri, state, challenge };
  res.setHeader('Cache-Control', 'no-store');
  try {
    logins.check(authorization);
    const users = logins.users();
    const chosen = users.find(({ id }) => req.method === 'POST' && id === formValue(req, 'user'));
    if (chosen === undefined) res.type('html').send(authorizePage(users, fields));
    else res.redirect(302, logins.grant(authorization, chosen.id));
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    res.status(400).type('text/plain').send(`error=${error.error}&error_description=${error.message}`);
  }
}

async function answerToken(context: DevorgContext, logins: WebLogin, req: Request, res: Response): Promise<void> {
  res.setHeader('Cache-Control', 'no-cache, no-store');
  try {
    const { userId, refreshToken } = logIn(context, logins, req);
    const session = context.sessions.start(userId);
    await sendReply(req, res, {
      status: 200,
      body: {
        access_token: session.token,
        scope: refreshToken === undefined ? 'api' : 'refresh_token api',
        ...(refreshToken !== undefined && { refresh_token: refreshToken }),
        instance_url: context.instanceUrl,
        id: `${context.instanceUrl}/id/${context.org.id}/${userId}`,
        token_type: 'Bearer',
      },
    });
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    await sendReply(req, res, { status: 400, body: { error: error.error, error_description: error.message } });
  }
}

interface LoggedIn {
  readonly userId: string;
  /** Only after a login by browser. */
  readonly refreshToken?: string;
}

function logIn(context: DevorgContext, logins: WebLogin, req: Request): LoggedIn {
  const given = (name: string): string => formValue(req, name) ?? '';
  const grantType = formValue(req, 'grant_type');
  if (grantType === 'authorization_code') {
    return logins.redeem(given('code'), given('redirect_uri'), given('code_verifier'));
  }
  if (grantType === 'refresh_token') return { userId: logins.refresh(given('refresh_token')) };
  if (grantType !== jwtBearer) throw new OAuthError('unsupported_grant_type', 'grant type not supported');
  const assertion = formValue(req, 'assertion');
  if (assertion === undefined) throw new OAuthError('invalid_request', 'must supply assertion');
  const rules = { apps: context.apps, instanceUrl: context.instanceUrl, wallClock: Date.now() };
  return { userId: userOfAssertion(context.org, rules, assertion) };
}

async function answerIdentity(
  context: DevorgContext,
  req: Request,
  res: Response,
  read: (session: Session) => unknown,
): Promise<void> {
  const token = tokenOf(req);
  const session = token === undefined ? undefined : context.sessions.find(token);
  const body = session === undefined ? undefined : read(session);
  if (body === undefined) {
    // The identity service answers in plain text, unlike everything else.
    res
      .status(403)
      .type('text/plain')
      .send(token === undefined ? 'Missing_OAuth_Token' : 'Bad_OAuth_Token');
    return;
  }
  await sendReply(req, res, { status: 200, body });
}

function revoke(context: DevorgContext, req: Request, res: Response): void {
  const token = formValue(req, 'token');
  if (token !== undefined && context.sessions.end(token)) {
    res.status(200).end();
    return;
  }
  res.status(400).json({ error: 'unsupported_token_type', error_description: 'this token is not supported' });
}

function formValue(req: Request, name: string): string | undefined {
  const body = req.body as Record<string, unknown> | undefined;
  const value = body?.[name] ?? req.query[name];
  return typeof value === 'string' ? value : undefined;
}
