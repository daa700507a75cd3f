import { type DivisionKey, SERVICES } from '../divisions.ts';

/** What an admin writes down about a need, in the words of customers. */
interface NeedWords {
  readonly name: string;
  readonly keywords: readonly string[];
  readonly question: string;
}

export interface SampleNeed extends NeedWords {
  readonly key: string;
  readonly family: string;
  readonly division: DivisionKey;
}

/** By product family. */
const WORDS: Readonly<Record<string, NeedWords>> = {
  Cleaning: {
    name: 'Clean rooms and windows',
    keywords: ['cleaning', 'windows'],
    question: 'Who cleans for you, and are you content with it?',
  },
  Maintenance: {
    name: 'Heating and technology that run',
    keywords: ['heating', 'ventilation', 'maintenance'],
    question: 'What happens here when the heating fails on a Friday evening?',
  },
  'Winter service': {
    name: 'A yard free of snow and ice',
    keywords: ['winter service', 'snow', 'ice on the yard'],
    question: 'Who clears the yard before the first lorry comes?',
  },
  Waste: {
    name: 'Waste sorted and taken away',
    keywords: ['waste', 'container'],
    question: 'How many companies pick up your waste?',
  },
  Guarding: {
    name: 'Guards at night',
    keywords: ['guard', 'guarding', 'break-in', 'gate unmanned'],
    question: 'Who looks after your yard at night?',
  },
  Reception: {
    name: 'A friendly face at the door',
    keywords: ['reception', 'visitor badges'],
    question: 'Who receives your visitors when a colleague is ill?',
  },
  'Alarm response': {
    name: 'Somebody who comes when the alarm goes',
    keywords: ['alarm', 'patrol'],
    question: 'Who drives out when your alarm goes at three in the morning?',
  },
  'Access control': {
    name: 'Knowing who may go where',
    keywords: ['access control', 'badge reader', 'lost keys'],
    question: 'What do you do when somebody loses a key?',
  },
  Canteen: {
    name: 'Lunch for the staff',
    keywords: ['canteen', 'lunch for the', 'queue at lunch'],
    question: 'Where do your people eat, and what about the night shift?',
  },
  Vending: {
    name: 'Coffee and snacks round the clock',
    keywords: ['vending', 'coffee machine', 'snacks'],
    question: 'Where does the late shift get a coffee?',
  },
  'Event catering': {
    name: 'Food for a party or a fair',
    keywords: ['event catering', 'anniversary', 'stand at the fair'],
    question: 'Is there an anniversary or a fair coming up?',
  },
  'Meeting service': {
    name: 'Meetings with something to drink and eat',
    keywords: ['meeting service', 'drinks for the board', 'conference lunch'],
    question: 'Who makes the coffee when your board meets?',
  },
};

/** The needs of the sample company: one for each service, its words written as an admin would. */
export const NEEDS: readonly SampleNeed[] = SERVICES.flatMap(({ family, division }) => {
  const words = WORDS[family];
  return words === undefined ? [] : [{ ...words, family, division, key: family.toLowerCase().replaceAll(' ', '-') }];
});
