import type { Random } from '../random.ts';
import type { Tongue } from './people.ts';
import { lineList, wordList } from './word-list.ts';

export interface City {
  readonly name: string;
  readonly country: Country;
  /** How a post code begins; the rest is drawn. */
  readonly postcode: string;
  /** Without the leading zero. */
  readonly dial: string;
  readonly size: 'large' | 'middle' | 'small';
  /** Index of the smallest sales region it can belong to, see `REGIONS`. */
  readonly region: number;
}

interface Country {
  readonly code: 'DE' | 'AT' | 'CH' | 'GB' | 'FR';
  readonly name: string;
  readonly dial: string;
  readonly tongue: Tongue;
}

const COUNTRIES: Readonly<Record<string, Country>> = {
  DE: { code: 'DE', name: 'Germany', dial: '49', tongue: 'de' },
  AT: { code: 'AT', name: 'Austria', dial: '43', tongue: 'de' },
  CH: { code: 'CH', name: 'Switzerland', dial: '41', tongue: 'de' },
  GB: { code: 'GB', name: 'United Kingdom', dial: '44', tongue: 'en' },
  FR: { code: 'FR', name: 'France', dial: '33', tongue: 'fr' },
};

/** Twelve small regions, in an order that lets neighbours be joined in smaller companies. */
export const REGIONS = [
  'North Coast',
  'Lower Saxony',
  'Berlin',
  'Saxony',
  'Rhine-Ruhr',
  'Westphalia',
  'Rhine-Main',
  'Baden-Württemberg',
  'Bavaria',
  'Austria',
  'Switzerland',
  'International',
] as const;

const SIZES = { L: 'large', M: 'middle', S: 'small' } as const;
const SIZE_WEIGHT = { large: 10, middle: 4, small: 2 } as const;

const CITY_LINES = `
  Hamburg DE 20 40 L 0; Kiel DE 241 431 M 0; Lübeck DE 235 451 M 0; Bremen DE 28 421 L 0; Bremerhaven DE 275 471 S 0
  Rostock DE 180 381 M 0; Flensburg DE 249 461 S 0
  Hannover DE 30 511 L 1; Braunschweig DE 381 531 M 1; Osnabrück DE 490 541 M 1; Oldenburg DE 261 441 M 1
  Göttingen DE 370 551 S 1; Wolfsburg DE 384 5361 S 1
  Berlin DE 10 30 L 2; Potsdam DE 144 331 M 2; Magdeburg DE 391 391 M 2; Cottbus DE 030 355 S 2
  Leipzig DE 04 341 L 3; Dresden DE 01 351 L 3; Chemnitz DE 091 371 M 3; Erfurt DE 990 361 M 3; Jena DE 077 3641 S 3
  Köln DE 50 221 L 4; Düsseldorf DE 40 211 L 4; Essen DE 45 201 M 4; Dortmund DE 44 231 M 4; Duisburg DE 470 203 M 4
  Bochum DE 447 234 S 4; Wuppertal DE 421 202 S 4; Bonn DE 531 228 M 4
  Münster DE 48 251 M 5; Bielefeld DE 336 521 M 5; Paderborn DE 331 5251 S 5; Kassel DE 341 561 M 5
  Frankfurt_am_Main DE 60 69 L 6; Mainz DE 551 6131 M 6; Wiesbaden DE 651 611 M 6; Darmstadt DE 642 6151 S 6
  Mannheim DE 681 621 M 6; Saarbrücken DE 661 681 S 6
  Stuttgart DE 70 711 L 7; Karlsruhe DE 761 721 M 7; Freiburg DE 791 761 M 7; Ulm DE 890 731 S 7
  Heilbronn DE 740 7131 S 7; Heidelberg DE 691 6221 S 7
  München DE 80 89 L 8; Nürnberg DE 90 911 L 8; Augsburg DE 861 821 M 8; Regensburg DE 930 941 S 8
  Würzburg DE 970 931 S 8; Ingolstadt DE 850 841 S 8
  Wien AT 1 1 L 9; Graz AT 80 316 M 9; Linz AT 40 732 M 9; Salzburg AT 50 662 S 9; Innsbruck AT 60 512 S 9
  Zürich CH 80 44 L 10; Basel CH 40 61 M 10; Bern CH 30 31 M 10; Luzern CH 60 41 S 10; St._Gallen CH 90 71 S 10
  Winterthur CH 84 52 S 10
  London GB EC 20 L 11; Manchester GB M 161 M 11; Birmingham GB B 121 M 11; Leeds GB LS 113 S 11
  Paris FR 750 1 M 11; Lyon FR 690 4 M 11; Lille FR 590 3 S 11; Strasbourg FR 670 3 S 11`;

function readCity(text: string): City {
  const [name = '', country = '', postcode = '', dial = '', size = 'S', region = '0'] = wordList(text);
  const found = COUNTRIES[country];
  if (found === undefined) throw new RangeError(`no such country: ${text}`);
  return { name, country: found, postcode, dial, size: SIZES[size as 'L' | 'M' | 'S'], region: Number(region) };
}

export const CITIES: readonly City[] = lineList(CITY_LINES.replaceAll(';', '\n')).map(readCity);

const CITY_WEIGHTS = CITIES.map((city) => SIZE_WEIGHT[city.size]);

export function drawCity(random: Random): City {
  return CITIES[random.weighted(CITY_WEIGHTS)] ?? random.pick(CITIES);
}

/** Throws where the name is not on the list: fixed customers must live somewhere real. */
export function cityNamed(name: string): City {
  const city = CITIES.find((candidate) => candidate.name === name);
  if (city === undefined) throw new RangeError(`no such city: ${name}`);
  return city;
}

const STREET_STEMS = wordList(`Ahorn Altmarkt Amsel Bach Bahnhof Becker Bergmann Berliner Birken Bismarck Blumen Brücken
  Brunnen Buchen Burg Daimler Deich Diesel Dorf Eichen Einstein Erlen Fabrik Feld Fichten Fischer Flur Forst Garten
  Gewerbe Goethe Graben Gutenberg Hafen Hafner Hamburger Handwerker Haupt Heide Heine Helmholtz Hermann Hirten
  Humboldt Industrie Kaiser Kant Kastanien Kepler Kiefern Kirch Kloster Koch König Krefelder Kurfürsten Lange Leipziger
  Lerchen Lessing Linden Löns Ludwig Markt Max-Planck- Messe Mittel Mozart Mühlen Münster Nelken Neumarkt Nord Ost
  Otto-Hahn- Park Pappel Post Rathaus Ring Robert-Bosch- Röntgen Rosen Sachsen Schiller Schloss Schmiede Schul Schützen
  See Siemens Sonnen Spinnerei Stadt Stein Süd Tannen Teich Ufer Ulmen Wald Wall Wasser Weber Weiden Weinberg Werft
  Werk West Wiesen Ziegelei Zeppelin Zoll`);
const STREET_ENDS = wordList('straße straße straße straße weg weg allee ring platz damm gasse');
const ENGLISH_STREETS =
  wordList(`Albion Bridge Castle Chapel Church Commerce Deansgate Dock Foundry Garden George Grange
  Harbour High Industrial Kings Lime Market Meadow Mill New Oak Park Portland Quay Queen Regent School Spring Station
  Victoria Water Wellington West Wharf York`);
const ENGLISH_ENDS = wordList('Street Street Road Road Lane Way Place Park Close');
const FRENCH_STREETS = wordList(`de_la_République Victor_Hugo de_la_Gare du_Moulin des_Lilas de_l'Industrie Jean_Jaurès
  Pasteur du_Port de_la_Fontaine des_Écoles du_Commerce Gambetta de_l'Église des_Ateliers de_la_Liberté du_Marché
  Voltaire de_Verdun des_Tilleuls`);
const FRENCH_KINDS = wordList('rue rue rue avenue boulevard place');

export interface Address {
  readonly street: string;
  readonly postcode: string;
  readonly city: City;
}

function drawStreet(random: Random, tongue: Tongue): string {
  const number = 1 + Math.floor(random.exponential(35));
  if (tongue === 'en') return `${String(number)} ${random.pick(ENGLISH_STREETS)} ${random.pick(ENGLISH_ENDS)}`;
  if (tongue === 'fr') return `${String(number)} ${random.pick(FRENCH_KINDS)} ${random.pick(FRENCH_STREETS)}`;
  const stem = random.pick(STREET_STEMS);
  const end = random.pick(STREET_ENDS);
  const name = stem.endsWith('-') ? stem + end.charAt(0).toUpperCase() + end.slice(1) : stem + end;
  return `${name} ${String(number)}${random.chance(0.08) ? random.pick(['a', 'b', 'c']) : ''}`;
}

function drawPostcode(random: Random, city: City): string {
  const digits = (length: number) => String(random.between(0, 10 ** length - 1)).padStart(length, '0');
  if (city.country.code === 'GB') {
    const letter = () => random.pick(wordList('A B D E F H J L N P R S T W'));
    return `${city.postcode}${String(random.between(1, 9))} ${digits(1)}${letter()}${letter()}`;
  }
  const length = city.country.tongue === 'de' && city.country.code !== 'DE' ? 4 : 5;
  return city.postcode + digits(length - city.postcode.length);
}

/** A street and post code in this city, written as people there write them. */
export function drawAddress(random: Random, city: City): Address {
  return { street: drawStreet(random, city.country.tongue), postcode: drawPostcode(random, city), city };
}
