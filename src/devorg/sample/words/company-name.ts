import type { Random } from '../random.ts';
import { drawPersonName, drawSurname, type Tongue } from './people.ts';
import type { City } from './places.ts';
import { drawTrade, type Trade } from './trades.ts';
import { wordList } from './word-list.ts';

/** A company's full and proper name, kept in parts so that people can get it wrong in their ways. */
export interface CompanyName {
  /** The family, the coined word or the place: `Becker & Söhne`. */
  readonly head: string;
  /** The trade: `Maschinenbau`; may be empty. */
  readonly tail: string;
  /** `GmbH & Co. KG`. */
  readonly legalForm: string;
  readonly industry: string;
}

const LEGAL_FORMS: Readonly<Record<City['country']['code'], readonly (readonly [string, number])[]>> = {
  DE: [
    ['GmbH', 55],
    ['GmbH & Co. KG', 20],
    ['AG', 7],
    ['KG', 5],
    ['e.K.', 5],
    ['OHG', 2],
    ['SE', 1],
  ],
  AT: [
    ['GmbH', 70],
    ['AG', 10],
    ['KG', 10],
    ['GmbH & Co KG', 10],
  ],
  CH: [
    ['AG', 60],
    ['GmbH', 32],
    ['SA', 8],
  ],
  GB: [
    ['Ltd', 50],
    ['Limited', 30],
    ['PLC', 8],
    ['LLP', 12],
  ],
  FR: [
    ['SARL', 45],
    ['SAS', 40],
    ['SA', 15],
  ],
};

const BRAND_STARTS = wordList(`Acti Adva Agri Alba Aldo Ama Anto Aqua Arca Argo Arte Aste Atri Auro Avia Balti Bela Bino
  Bora Cala Cano Caro Celo Cera Cira Coli Cora Cura Dana Deka Delo Dema Dora Duro Eco Elba Ele Ema Eno Era Euro Eva Fal
  Fero Fina Flo Fora Gala Gemi Gera Giro Glo Hansa Helio Hexa Iber Ida Imo Inno Inte Iso Juno Kalo Kara Kino Kora Lana
  Lavo Leno Libra Lino Logo Luma Luna Maga Mano Mari Medi Mera Meto Mila Mira Mono Nava Neo Nero Nexo Nora Novo Octa
  Omni Opti Orbi Osta Pala Pano Pera Pola Prima Pro Quanta Radi Rega Reno Rheno Rota Saba Sana Sela Seno Sila Sola Sono
  Sta Sumi Tala Tecno Tera Tora Trans Tri Uni Urba Vala Vari Vela Vera Vesta Via Vita Viva Xeno Zeno Zeta`);
const BRAND_MIDDLES = wordList('b c d f g l m n p r s t v x bel dor fan gen kon lan man nor pan ras sol tan ver');
const BRAND_ENDS = wordList(`a aris ax ea ec el em en era eta ex ia iq is isa ium ix o on ona or oris os ova um us yn`);

const HEADS: Readonly<Record<Tongue, readonly number[]>> = {
  // family, two families, brothers, sons, coined, place, whole person
  de: [38, 9, 5, 8, 26, 2, 12],
  en: [25, 25, 8, 12, 30, 0, 0],
  fr: [40, 5, 0, 10, 35, 0, 10],
};

function coinBrand(random: Random): string {
  const brand = random.pick(BRAND_STARTS) + random.pick(BRAND_MIDDLES) + random.pick(BRAND_ENDS);
  return random.chance(0.06) ? brand.toUpperCase() : brand;
}

/** `Hamburger`, `Bremer`: how a German city makes an adjective. */
function cityAdjective(city: City): string {
  const name = city.name.split(' ')[0] ?? city.name;
  if (name.endsWith('en') && name !== 'Essen') return `${name.slice(0, -2)}er`;
  return name.endsWith('er') ? name : `${name}${name.endsWith('e') ? 'r' : 'er'}`;
}

function joined(tongue: Tongue): { brothers: string; sons: string } {
  if (tongue === 'en') return { brothers: '# Brothers', sons: '# & Sons' };
  if (tongue === 'fr') return { brothers: '# Frères', sons: '# & Fils' };
  return { brothers: 'Gebrüder #', sons: '# & Söhne' };
}

function drawHead(random: Random, tongue: Tongue, city: City): string {
  const surname = drawSurname(random, tongue);
  const forms = joined(tongue);
  switch (random.weighted(HEADS[tongue])) {
    case 0:
      return surname;
    case 1:
      return `${surname} & ${drawSurname(random, tongue)}`;
    case 2:
      return forms.brothers.replace('#', surname);
    case 3:
      return forms.sons.replace('#', surname);
    case 4:
      return coinBrand(random);
    case 5:
      return cityAdjective(city);
    default:
      return `${drawPersonName(random, tongue).firstName} ${surname}`;
  }
}

function drawLegalForm(random: Random, city: City): string {
  const forms = LEGAL_FORMS[city.country.code];
  return forms[random.weighted(forms.map(([, weight]) => weight))]?.[0] ?? 'GmbH';
}

/** A name as it could stand in the trade register of this city. */
export function drawCompanyName(random: Random, city: City): CompanyName {
  const tongue = city.country.tongue;
  const trade = drawTrade(random, tongue);
  return {
    head: drawHead(random, tongue, city),
    tail: tailOf(random, tongue, trade),
    legalForm: drawLegalForm(random, city),
    industry: trade.industry,
  };
}

function tailOf(random: Random, tongue: Tongue, trade: Trade): string {
  if (tongue !== 'de' || trade.word.includes('-') || !random.chance(0.15)) return trade.word;
  // Some carry two trades, which also keeps large orgs from running out of names.
  const second = drawTrade(random, tongue, trade.industry).word;
  return second === trade.word ? trade.word : `${trade.word} und ${second}`;
}

/** The name as the company itself writes it. */
export function properName(name: CompanyName): string {
  return [name.head, name.tail, name.legalForm].filter((part) => part !== '').join(' ');
}

const PLAIN: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  é: 'e',
  è: 'e',
  ê: 'e',
  ë: 'e',
  à: 'a',
  â: 'a',
  ç: 'c',
  ï: 'i',
  î: 'i',
  ô: 'o',
  û: 'u',
  É: 'E',
  È: 'E',
  À: 'A',
  Ç: 'C',
};

/** Letters beyond ASCII spelt out, as in web and mail addresses. */
export function plainLetters(text: string): string {
  return text.replace(/[^\p{ASCII}]/gu, (letter) => PLAIN[letter] ?? '');
}

/** The words of a text as part of a web address: lower case, joined by hyphens. */
export function webWord(text: string): string {
  return plainLetters(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
