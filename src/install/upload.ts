import type { Rest } from '../crm/rest.ts';
import { errorOfNetwork, errorOfReply } from '../crm/to-crm-error.ts';

const TIMEOUT_MS = 300_000;

/** Sends a form with files, which the calls of `crm/` do not know: they speak JSON. @throws CrmError */
export async function upload(rest: Rest, path: string, form: FormData): Promise<unknown> {
  for (let attempt = 0; ; attempt += 1) {
    const session = await rest.session.current();
    const reply = await fetch(`${session.instanceUrl}${rest.root}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session.accessToken}`, accept: 'application/json' },
      body: form,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw errorOfNetwork(cause, `POST ${path}`);
    });
    const body = parsed(await reply.text());
    if (reply.ok) return body;
    const error = errorOfReply(reply.status, body);
    if (error.cure !== 'refresh' || attempt > 0) throw error;
    await rest.session.renew(session);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
