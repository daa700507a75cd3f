/**
 * What is compared, and in which steps. Step 0 is always "missing on a side" and says nothing. `m` is how often the step
 * is seen on two records of one customer, `u` on two records of different customers. For steps marked `bits` the
 * frequency of the very value takes the place of `u`: sharing a rare value weighs more than sharing a common one.
 */
export interface FeatureSteps {
  readonly steps: readonly string[];
  readonly m: readonly number[];
  readonly u: readonly number[];
  /** Steps on which each side has something that the other contradicts. */
  readonly clash: readonly boolean[];
  /** Steps whose `u` comes from the frequency of the shared value. */
  readonly bits: readonly boolean[];
}

type Step = readonly [name: string, m: number, u: number, marks?: 'bits' | 'clash' | 'bits clash'];

function feature(...rows: readonly Step[]): FeatureSteps {
  return {
    steps: ['missing', ...rows.map((row) => row[0])],
    m: [1, ...rows.map((row) => row[1])],
    u: [1, ...rows.map((row) => row[2])],
    bits: [false, ...rows.map((row) => row[3]?.startsWith('bits') === true)],
    clash: [false, ...rows.map((row) => row[3]?.endsWith('clash') === true)],
  };
}

export type FeatureName =
  | 'name'
  | 'given'
  | 'family'
  | 'organisation'
  | 'street'
  | 'locality'
  | 'area'
  | 'phone'
  | 'email'
  | 'domain'
  | 'people'
  | 'date'
  | 'id'
  | 'text';

/**
 * Weights before anything is learned. `m`: error rates as the record-linkage literature reports them for typed data
 * (5–10 % of values misspelled, as many out of date; Winkler 2006, Christen 2012). `u` for values without frequency.
 */
export const PRIOR_FEATURES: Readonly<Record<FeatureName, FeatureSteps>> = {
  name: feature(
    ['equal', 0.5, 0.001, 'bits'],
    ['misspelled', 0.12, 0.001, 'bits'],
    ['contained', 0.14, 0.005, 'bits'],
    ['initials', 0.05, 0.003],
    ['similar', 0.09, 0.01, 'bits clash'],
    ['slightly alike', 0.04, 0.06, 'bits clash'],
    ['different', 0.05, 0.92, 'clash'],
  ),
  given: feature(
    ['equal', 0.76, 0.01, 'bits'],
    ['short form', 0.03, 0.01, 'bits'],
    ['misspelled', 0.12, 0.01, 'bits'],
    ['initial', 0.02, 0.05],
    ['alike', 0.02, 0.05],
    ['different', 0.05, 0.93, 'clash'],
  ),
  family: feature(
    ['equal', 0.8, 0.005, 'bits'],
    ['misspelled', 0.12, 0.005, 'bits'],
    ['alike', 0.02, 0.03],
    ['different', 0.06, 0.97, 'clash'],
  ),
  organisation: feature(['equal', 0.7, 0.005, 'bits'], ['similar', 0.15, 0.01, 'bits'], ['different', 0.15, 0.95]),
  street: feature(
    ['equal', 0.62, 0.001, 'bits'],
    ['similar', 0.1, 0.002, 'bits'],
    ['equal without number', 0.05, 0.005, 'bits'],
    ['other number', 0.07, 0.01, 'clash'],
    ['same number only', 0.04, 0.03, 'clash'],
    ['different', 0.12, 0.95, 'clash'],
  ),
  locality: feature(
    ['equal', 0.72, 0.02, 'bits'],
    ['misspelled', 0.1, 0.02, 'bits'],
    ['partly', 0.08, 0.03],
    ['different', 0.1, 0.9],
  ),
  // City and postcode where the street is the same: they follow from it, and where they differ it is mostly a suburb's
  // name or a slip.
  area: feature(['equal', 0.75, 0.5], ['misspelled', 0.1, 0.1], ['partly', 0.08, 0.1], ['different', 0.07, 0.3]),
  phone: feature(['equal', 0.7, 0.001, 'bits'], ['one digit off', 0.05, 0.002], ['different', 0.25, 0.995]),
  email: feature(
    ['equal', 0.65, 0.001, 'bits'],
    ['misspelled', 0.12, 0.001, 'bits'],
    ['same mailbox name', 0.03, 0.005],
    ['different', 0.2, 0.98],
  ),
  domain: feature(['equal', 0.85, 0.001, 'bits'], ['different', 0.15, 0.99]),
  people: feature(['equal', 0.6, 0.005, 'bits'], ['similar', 0.15, 0.01, 'bits'], ['different', 0.25, 0.97]),
  date: feature(
    ['equal', 0.8, 0.001, 'bits'],
    ['one part off', 0.12, 0.01],
    ['same year', 0.03, 0.02, 'clash'],
    ['different', 0.05, 0.96, 'clash'],
  ),
  id: feature(['equal', 0.85, 0.0001, 'bits'], ['one sign off', 0.08, 0.0005], ['different', 0.07, 0.999]),
  text: feature(['equal', 0.7, 0.1, 'bits'], ['similar', 0.1, 0.05], ['different', 0.2, 0.8]),
};

/** A way in which two records resemble each other without being the same customer. */
export interface Relatives {
  readonly name: string;
  /** How often each step is seen between such relatives; features not listed are as between strangers. */
  readonly steps: Readonly<Partial<Record<FeatureName, readonly number[]>>>;
}

/**
 * Companies: the branches of one group share name, organisation and web domain, but have places, phones and people of
 * their own; the companies under one roof (a holding and its daughters, tenants) share the place, and a word of the name
 * at most. People: a household shares family name, home and phone, but not given name, birth date and mailbox.
 */
export const PRIOR_RELATIVES: Readonly<Record<'company' | 'person', readonly Relatives[]>> = {
  company: [
    {
      name: 'branch',
      steps: {
        name: [1, 0.35, 0.05, 0.2, 0.03, 0.2, 0.14, 0.03],
        organisation: [1, 0.8, 0.1, 0.1],
        domain: [1, 0.85, 0.15],
        people: [1, 0.15, 0.05, 0.8],
        phone: [1, 0.15, 0.1, 0.75],
        locality: [1, 0.3, 0.05, 0.1, 0.55],
        text: [1, 0.5, 0.1, 0.4],
      },
    },
    {
      name: 'neighbour',
      steps: {
        name: [1, 0.005, 0.005, 0.02, 0.01, 0.16, 0.25, 0.55],
        organisation: [1, 0.2, 0.1, 0.7],
        domain: [1, 0.2, 0.8],
        people: [1, 0.1, 0.05, 0.85],
        phone: [1, 0.1, 0.1, 0.8],
        street: [1, 0.8, 0.05, 0.02, 0.03, 0.05, 0.05],
        locality: [1, 0.8, 0.1, 0.05, 0.05],
        area: [1, 0.8, 0.1, 0.05, 0.05],
        text: [1, 0.5, 0.1, 0.4],
      },
    },
  ],
  person: [
    {
      name: 'household',
      steps: {
        family: [1, 0.85, 0.1, 0.01, 0.04],
        street: [1, 0.75, 0.08, 0.03, 0.02, 0.02, 0.1],
        locality: [1, 0.8, 0.1, 0.05, 0.05],
        area: [1, 0.8, 0.1, 0.05, 0.05],
        phone: [1, 0.5, 0.02, 0.48],
        organisation: [1, 0.2, 0.05, 0.75],
        domain: [1, 0.3, 0.7],
      },
    },
  ],
};

/**
 * The most that two records of one customer may contradict each other in what makes it that customer. Learning stops
 * here: a pattern in which most pairs differ in name or place is not "the same", however often the data show it.
 */
export const MOST_CLASHES: Readonly<Partial<Record<FeatureName, number>>> = {
  name: 0.3,
  street: 0.3,
  given: 0.3,
  family: 0.3,
  date: 0.5,
};
