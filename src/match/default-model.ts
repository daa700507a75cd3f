import { PRIOR_RELATIVES } from './features.ts';
import type { KindModel, MatchModel } from './match-model.ts';

/** A mid-sized CRM. */
const RECORDS = 100_000;

/** Words that stand in so many company names that sharing one says little, in companies of a hundred thousand. */
const COMMON_WORDS =
  'service group international company holding management system technology solution industry consulting center global ' +
  'trading partner development association engineering construction school university institute bank hotel restaurant ' +
  'medical health care hospital insurance product enterprise logistics transport energy foods food marketing design ' +
  'media software property investment capital finance financial security national american new united first general ' +
  'house club church city county department foundation society college academy store shop auto motor electric';

function typical(kind: 'company' | 'person', shares: KindModel['rareShare']): KindModel {
  const word = Object.fromEntries(COMMON_WORDS.split(' ').map((common) => [common, RECORDS / 200]));
  return {
    kind,
    records: RECORDS,
    customers: RECORDS,
    nameLengths: [],
    partners: 0.5,
    relatives: PRIOR_RELATIVES[kind].map(() => 0.3),
    weights: {},
    bearers: kind === 'company' ? { word } : {},
    rareShare: shares,
  };
}

/**
 * What is believed before anything is learned: shares of customers that bear a typical value. A city is borne by one
 * customer in a hundred, a postcode by one in a thousand, a name or number hardly by a second one.
 */
const SHARES: KindModel['rareShare'] = {
  word: 2e-4,
  core: 4e-7,
  given: 1 / 200,
  family: 1 / 1500,
  house: 1 / 80,
  street: 1 / 500,
  address: 3e-6,
  city: 1 / 100,
  postcode: 1 / 1000,
  phone: 1e-6,
  email: 3e-7,
  domain: 2e-6,
  person: 3e-5,
  value: 1e-4,
  form: 1,
};

/** Sound weights for an org of which nothing is known yet. */
export const defaultModel: MatchModel = {
  company: typical('company', SHARES),
  person: typical('person', SHARES),
};
