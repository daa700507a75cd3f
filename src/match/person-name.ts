import { withoutUmlauts, words } from './text.ts';

const TITLES: ReadonlySet<string> = new Set(
  'mr mrs ms miss dr prof professor sir madam herr frau hr fr dipl ing mag phd md jr sr ii iii iv esq mme mlle m sig sra dott rev'.split(
    ' ',
  ),
);

/** Short names of one given name, a line each. Source: common English, German, Spanish, French, Italian and Russian usage. */
const NICKNAMES = `robert rob bob bobby robbie bert
william will bill billy willy liam
richard rick dick ricky rich richie
james jim jimmy jamie
john jon johnny jack
joseph joe joey jose pepe
michael mike mick mickey micky mikey
thomas tom tommy
charles charlie chuck carlos
edward ed eddie ted teddy ned
elizabeth liz lizzie beth betty eliza lisa elisabeth
margaret maggie meg peggy marge greta
katherine catherine kathryn kate kathy katie cathy katharina kat
alexander alex alec sasha sandro
alexandra alex sandra sasha alexa
anthony tony antonio anton
andrew andy drew andreas
christopher chris kit topher christoph
christina christine chris tina kristin
daniel dan danny
david dave davey
matthew matt matty
nicholas nick nicky nico klaus nicolas
patricia pat patty trish tricia
patrick pat paddy
peter pete
samuel sam sammy
samantha sam
stephen steven steve stefan
susan sue susie suzanne
timothy tim timmy
victoria vicky tori
benjamin ben benny
frederick fred freddy friedrich fritz
gregory greg
henry harry hank heinrich heinz
jennifer jen jenny
jessica jess jessie
jonathan jon jonny
joshua josh
kenneth ken kenny
lawrence larry laurence lorenz
leonard leo len lenny
nathaniel nathan nate
oliver ollie
philip phil philipp
rebecca becky becca
ronald ron ronnie
theodore ted theo teddy
walter walt wally
zachary zach zack
abigail abby
amanda mandy
barbara barb barbie
deborah debbie deb
dorothy dot dottie
francis frank francisco franz
gabriel gabe
gerald gerry jerry
isabella bella izzy isabel
jacob jake
maximilian max
natalie nat
olivia liv livvy
pamela pam
raymond ray
sebastian seb basti
johannes hans
giovanni gianni
giuseppe beppe peppe
dmitri dima
ivan vanya
evgeny zhenya`;

const NAME_GROUPS: ReadonlyMap<string, readonly number[]> = groupNames();

function groupNames(): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  NICKNAMES.split('\n').forEach((line, index) => {
    for (const name of line.split(' ').map(withoutUmlauts)) groups.set(name, [...(groups.get(name) ?? []), index]);
  });
  return groups;
}

/** Whether two given names are known to be used for one person ("Bob", "Robert"). */
export function isNickname(a: string, b: string): boolean {
  const groups = NAME_GROUPS.get(a);
  return groups !== undefined && (NAME_GROUPS.get(b)?.some((group) => groups.includes(group)) ?? false);
}

export interface PersonName {
  readonly given: readonly string[];
  readonly family: readonly string[];
}

/** Reads "Anna Maria Berg" or "Berg, Anna Maria"; titles dropped. A single word is taken for the family name. */
export function readPersonName(text: string): PersonName {
  const comma = text.indexOf(',');
  if (comma > 0) {
    const after = nameWords(text.slice(comma + 1));
    if (after.length > 0) return { given: after, family: nameWords(text.slice(0, comma)) };
  }
  const all = nameWords(text);
  return { given: all.slice(0, -1), family: all.slice(-1) };
}

/** The words of a person's name without titles; all of them where only titles stand there. */
export function nameWords(text: string): string[] {
  const all = words(text);
  const kept = all.filter((word) => !TITLES.has(word));
  return (kept.length > 0 ? kept : all).map(withoutUmlauts);
}
