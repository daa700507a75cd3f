/** Calls the org that served this page, as the user of the page's session cookie. */
const ROOT = '/services/data/v66.0';

/**
 * @param {string} path below the API's root
 * @param {{method?: string, body?: unknown}} [options]
 * @returns {Promise<unknown>} the reply's body
 * @throws an error as Lightning Data Service words it: `{status, ok, statusText, body}`
 */
export async function callOrg(path, { method = 'GET', body } = {}) {
  const response = await fetch(ROOT + path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const reply = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) {
    const { status, statusText } = response;
    // eslint-disable-next-line no-throw-literal -- components expect the shape of the platform's errors
    throw { status, statusText, ok: false, body: reply };
  }
  return reply;
}
