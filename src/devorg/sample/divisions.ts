/** The seller's divisions and what each sells: the fixed part of the sample company. */
export type DivisionKey = 'facility' | 'security' | 'catering';

export const DIVISION_KEYS: readonly DivisionKey[] = ['facility', 'security', 'catering'];

export interface Service {
  /** `Product2.Family` and the key of the need in the truth. */
  readonly family: string;
  readonly division: DivisionKey;
  readonly products: readonly string[];
  /** Typical price of a year's contract, in euros, for a middling customer. */
  readonly price: number;
  /** Words a customer uses who has the need; subjects of cases and visits. */
  readonly words: readonly string[];
}

export interface Division {
  readonly key: DivisionKey;
  readonly name: string;
  /** Values of `User.Division` that belong to it. */
  readonly userValues: readonly string[];
  readonly offer: string;
}

export const DIVISIONS: readonly Division[] = [
  {
    key: 'facility',
    name: 'Facility Services',
    userValues: ['Facility Services', 'Facility'],
    offer: 'Clean, warm and working buildings: cleaning, technical maintenance, winter service and waste.',
  },
  {
    key: 'security',
    name: 'Security',
    userValues: ['Security'],
    offer: 'Guards at the gate and at night, reception, alarm response and access control.',
  },
  {
    key: 'catering',
    name: 'Catering',
    userValues: ['Catering'],
    offer: 'Lunch for the staff, coffee and snacks round the clock, meetings and events.',
  },
];

export const SERVICES: readonly Service[] = [
  {
    family: 'Cleaning',
    division: 'facility',
    products: ['Office cleaning', 'Industrial cleaning', 'Window cleaning'],
    price: 38_000,
    words: ['cleaning in the halls', 'new cleaning rota', 'complaint about the windows'],
  },
  {
    family: 'Maintenance',
    division: 'facility',
    products: ['Technical maintenance', 'Heating and ventilation care'],
    price: 62_000,
    words: ['heating fails', 'ventilation check', 'maintenance plan'],
  },
  {
    family: 'Winter service',
    division: 'facility',
    products: ['Snow and ice clearing'],
    price: 9_000,
    words: ['ice on the yard', 'snow clearing times'],
  },
  {
    family: 'Waste',
    division: 'facility',
    products: ['Waste separation', 'Container service'],
    price: 14_000,
    words: ['container overflows', 'waste sorting'],
  },
  {
    family: 'Guarding',
    division: 'security',
    products: ['Night guard', 'Site guard', 'Gate house'],
    price: 88_000,
    words: ['guard at night', 'break-in at the depot', 'gate unmanned at weekends'],
  },
  {
    family: 'Reception',
    division: 'security',
    products: ['Reception desk', 'Visitor management'],
    price: 46_000,
    words: ['reception cover', 'visitor badges'],
  },
  {
    family: 'Alarm response',
    division: 'security',
    products: ['Alarm line', 'Patrol drive'],
    price: 12_000,
    words: ['false alarm', 'patrol times'],
  },
  {
    family: 'Access control',
    division: 'security',
    products: ['Badge readers', 'Key management'],
    price: 27_000,
    words: ['badge reader broken', 'lost keys'],
  },
  {
    family: 'Canteen',
    division: 'catering',
    products: ['Staff canteen', 'Lunch delivery'],
    price: 120_000,
    words: ['lunch for the night shift', 'canteen menu', 'queue at lunch'],
  },
  {
    family: 'Vending',
    division: 'catering',
    products: ['Coffee machines', 'Snack machines'],
    price: 8_000,
    words: ['coffee machine broken', 'snacks for the late shift'],
  },
  {
    family: 'Event catering',
    division: 'catering',
    products: ['Summer party', 'Fair catering'],
    price: 16_000,
    words: ['anniversary party', 'stand at the fair'],
  },
  {
    family: 'Meeting service',
    division: 'catering',
    products: ['Conference catering', 'Fruit baskets'],
    price: 11_000,
    words: ['drinks for the board', 'conference lunch'],
  },
];

export function servicesOf(division: DivisionKey): readonly Service[] {
  return SERVICES.filter((service) => service.division === division);
}

export function serviceOf(family: string): Service {
  const service = SERVICES.find((candidate) => candidate.family === family);
  if (service === undefined) throw new RangeError(`no such product family: ${family}`);
  return service;
}

/** The seller. Its domain is reserved for examples, so no mail can ever reach anybody. */
export const SELLER = { name: 'Nordwerk Services', domain: 'nordwerk.example' } as const;
