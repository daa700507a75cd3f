/** Made-up activities of a large company with its customers, as an export would have them. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const START = Date.parse('2023-11-01T06:00:00Z');
const THREE_YEARS = 3 * 365 * 86_400_000;
const CONTACTS_FOR_EACH_COLLEAGUE = 12;
const ACTIVITIES_FOR_EACH_CONTACT = 200;
const KINDS = ['email', 'email', 'email', 'email', 'email', 'call', 'call', 'meeting'] as const;

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Writes this many activities, oldest first: most with somebody's own contacts, some among colleagues, a few with anybody. */
export async function writeActivities(path: string, count: number, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const file = createWriteStream(path);
  file.write('at,from,to,kind,direction,recipients\n');
  let block = '';
  for (let index = 0; index < count; index += 1) {
    const at = new Date(START + Math.floor(((index + random()) / count) * THREE_YEARS));
    block += `${at.toISOString()},${drawActivity(random, count)}\n`;
    if (block.length > 1_000_000 || index === count - 1) {
      if (!file.write(block)) await once(file, 'drain');
      block = '';
    }
  }
  file.end();
  await once(file, 'finish');
}

function drawActivity(random: () => number, count: number): string {
  const contacts = Math.max(100, Math.round(count / ACTIVITIES_FOR_EACH_CONTACT));
  const colleagues = Math.max(10, Math.round(contacts / CONTACTS_FOR_EACH_COLLEAGUE));
  // Squared: a few are in contact far more than the rest.
  const contact = Math.floor(random() ** 2 * contacts);
  const kind = KINDS[Math.floor(random() * KINDS.length)] ?? 'email';
  const direction = random() < 0.4 ? 'in' : 'out';
  const recipients = kind === 'email' && random() < 0.05 ? 2 + Math.floor(random() * 200) : 1;
  const rest = `${kind},${direction},${recipients}`;
  const nature = random();
  const own = (contact * 7 + Math.floor(random() ** 2 * 5)) % colleagues;
  if (nature < 0.8) return `u${own},c${contact},${rest}`;
  if (nature < 0.95) return `u${own},u${(own + 1 + Math.floor(random() * 20)) % colleagues},${rest}`;
  return `u${Math.floor(random() * colleagues)},c${contact},${rest}`;
}
