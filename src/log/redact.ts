/**
 * What must never be read in a log: secrets by the name of their key, and tokens by their shape wherever they stand,
 * since an error message may quote a header or an address.
 */
export const SECRET_KEYS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'secret',
  'client_secret',
  'clientSecret',
  'token',
  'access_token',
  'accessToken',
  'refresh_token',
  'refreshToken',
  'assertion',
  'privateKey',
  'privateKeyPem',
  'sid',
  'name',
  'firstName',
  'lastName',
  'email',
  'phone',
  'mobilePhone',
  'street',
  'subject',
  'description',
  'title',
  'note',
] as const;

const TOKEN_SHAPES: readonly RegExp[] = [
  // Session ids: org id, exclamation mark, opaque text.
  /00D[A-Za-z0-9]{12,15}![A-Za-z0-9._-]{10,}/g,
  // JSON Web Tokens.
  /eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}/g,
  // Refresh tokens and consumer secrets.
  /5Aep[A-Za-z0-9._-]{20,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g,
  // Credentials in a database address.
  /(?<=:\/\/)[^\s/:@]+:[^\s/@]+(?=@)/g,
  // Mail addresses; usernames have the same form.
  /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g,
];

const REDACTED = '[redacted]';
const DEEPEST = 6;

/** The text with every token, key and mail address replaced. */
export function redactText(text: string): string {
  return TOKEN_SHAPES.reduce((clean, shape) => clean.replace(shape, REDACTED), text);
}

/** A copy of the value with secret keys and token shapes replaced, at any depth. Errors keep name, code and stack. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= DEEPEST) return REDACTED;
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const entries = Object.entries(value).map(([key, item]) => [key, isSecret(key) ? REDACTED : redact(item, depth + 1)]);
  return Object.fromEntries(entries) as unknown;
}

const secretKeys = new Set<string>(SECRET_KEYS.map((key) => key.toLowerCase()));

function isSecret(key: string): boolean {
  return secretKeys.has(key.toLowerCase());
}

function redactError(error: Error, depth: number): unknown {
  const { code } = error as { code?: unknown };
  return {
    type: error.constructor.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}
