import type { Contact } from '../../src/relationship/index.ts';
import { seededRandom } from './contact-generator.ts';
import { type ContactTrial, DAY } from './contact-trials.ts';

const PEOPLE = 240;
const TEAMS = 12;
const YEARS = 3;
const TIES_OF_EACH = 14;

/**
 * Mail and meetings of a company over three years: ties form mostly within teams and through shared acquaintances, last
 * for a while, and are as different in their rhythm as people are. Contact comes in bursts; some pairs write in one
 * direction only; now and then a mail goes to forty people. Nothing here knows how Baton ranks.
 */
export function madeUpTrial(seed: number): ContactTrial {
  const random = seededRandom(seed);
  const ties = drawTies(random);
  const contacts = [...ties.flatMap((tie) => drawContacts(tie, random)), ...drawMassMails(random)];
  contacts.sort((one, other) => one.at - other.at);
  const cuts = Array.from({ length: 6 }, (_, index) => (1 + index * 0.38) * 365 * DAY);
  return { name: `made up, seed ${seed}, next 14 days`, contacts, cuts, horizonMs: 14 * DAY, mayKnow: () => true };
}

interface DrawnTie {
  readonly one: number;
  readonly other: number;
  readonly begins: number;
  readonly ends: number;
  /** Conversations a day while it lasts. */
  readonly rate: number;
  readonly isOneWay: boolean;
}

function drawTies(random: () => number): DrawnTie[] {
  const known: number[][] = Array.from({ length: PEOPLE }, () => []);
  const pick = (list: readonly number[]): number | undefined => list[Math.floor(random() * list.length)];
  return Array.from({ length: (PEOPLE * TIES_OF_EACH) / 2 }, () => {
    const one = Math.floor(random() * PEOPLE);
    const nature = random();
    const teammate = (one + TEAMS * (1 + Math.floor((random() * PEOPLE) / TEAMS))) % PEOPLE;
    const friendOfFriend = pick(known[pick(known[one] ?? []) ?? one] ?? []);
    const stranger = Math.floor(random() * PEOPLE);
    const other = nature < 0.45 ? teammate : nature < 0.75 ? (friendOfFriend ?? stranger) : stranger;
    known[one]?.push(other);
    known[other]?.push(one);
    const begins = (random() * (YEARS + 1) - 1) * 365;
    // A heavy tail: most ties are slow, a few are daily.
    const rate = 0.01 * Math.exp(2.5 * random() + 1.2 * random());
    return { one, other, begins, ends: begins - Math.log(1 - random()) * 400, rate, isOneWay: random() < 0.2 };
  }).filter(({ one, other }) => one !== other);
}

function drawContacts({ one, other, begins, ends, rate, isOneWay }: DrawnTie, random: () => number): Contact[] {
  const contacts: Contact[] = [];
  const last = Math.min(ends, YEARS * 365);
  for (let day = begins; day < last; day += -Math.log(1 - random()) / rate) {
    if (day < 0) continue;
    const length = random() < 0.2 ? 1 : 1 + Math.floor(8 * random() ** 2);
    const kind = random() < 0.15 ? 'meeting' : 'mail';
    for (let index = 0; index < (kind === 'meeting' ? 1 : length); index += 1) {
      const isFirst = isOneWay || random() < 0.5;
      const [from, to] = isFirst ? [one, other] : [other, one];
      contacts.push({ at: (day + index * 0.03 * random()) * DAY, from: `p${from}`, to: `p${to}`, kind });
    }
  }
  return contacts.filter(({ at }) => at < YEARS * 365 * DAY);
}

function drawMassMails(random: () => number): Contact[] {
  return Array.from({ length: 400 }, () => {
    const [at, from] = [random() * YEARS * 365 * DAY, Math.floor(random() * 20)];
    const receivers = Array.from({ length: 40 }, () => Math.floor(random() * PEOPLE)).filter((to) => to !== from);
    return receivers.map((to) => ({ at, from: `p${from}`, to: `p${to}`, kind: 'mail' as const, recipients: 40 }));
  }).flat();
}
