import { ApiError } from '../api-error.ts';

/** `@{refAccount.records[0].Id}` */
const reference = /@\{([A-Za-z0-9_]+(?:\[\d+\])?(?:\.[A-Za-z0-9_]+|\[\d+\])*)\}/g;

/** Answers of the parts that went through, by reference id. */
export type Answers = ReadonlyMap<string, unknown>;

/**
 * Puts the values of earlier answers in the place of `@{…}`, in a URL, a header or a whole body.
 *
 * @throws ApiError PROCESSING_HALTED where an earlier part has no such value, because it failed or never ran.
 */
export function resolveReferences(value: unknown, answers: Answers): unknown {
  if (typeof value === 'string') return resolveText(value, answers);
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, answers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveReferences(item, answers)]));
}

/** The same for a URL, where the value is encoded. */
export function resolveUrl(url: string, answers: Answers): string {
  return url.replace(reference, (_match, path: string) => encodeURIComponent(String(lookUp(path, answers))));
}

function resolveText(text: string, answers: Answers): unknown {
  const whole = new RegExp(`^${reference.source}$`).exec(text)?.[1];
  // A reference alone keeps the type of what it names: a number stays a number.
  if (whole !== undefined) return lookUp(whole, answers);
  return text.replace(reference, (_match, path: string) => String(lookUp(path, answers)));
}

function lookUp(path: string, answers: Answers): unknown {
  const [name = '', ...steps] = path.split(/[.[\]]+/).filter((step) => step !== '');
  let value: unknown = answers.get(name);
  for (const step of steps) value = child(value, step);
  if (value === undefined || value === null) {
    const message = `Invalid reference specified. No value for ${path} found in ${name}`;
    throw new ApiError(400, 'PROCESSING_HALTED', message);
  }
  return value;
}

function child(value: unknown, step: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return /^\d+$/.test(step) ? (value as unknown[])[Number(step)] : undefined;
  return Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
}
