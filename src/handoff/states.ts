/** Where a hand-off stands, as in `Baton_Handoff__c.State__c`. */
export const STATES = [
  'Offered',
  'Accepted',
  'Declined',
  'Withdrawn',
  'Expired',
  'In contact',
  'Converted',
  'Won',
  'Lost',
  'Returned',
] as const;

export type State = (typeof STATES)[number];

/**
 * Who takes a step: the giver, who owns the record; the receiver, who was asked; the intake of the division while it has
 * the hand-off (`With_Intake__c`); the service of Baton; or anybody else who can see the record.
 */
export const ACTORS = ['giver', 'receiver', 'intake', 'service', 'other'] as const;

export type Actor = (typeof ACTORS)[number];

export const ACTIONS = [
  'accept',
  'decline',
  'withdraw',
  'expire',
  'contact',
  'convert',
  'win',
  'lose',
  'return',
] as const;

export type Action = (typeof ACTIONS)[number];

/** One step that is allowed; all others are not. */
export interface Step {
  readonly from: State;
  readonly action: Action;
  readonly actors: readonly Actor[];
  readonly to: State;
}

const decider = ['receiver', 'intake'] as const;
const worker = ['receiver', 'intake', 'service'] as const;

/** The whole state machine. The validation rules of the package say the same; a test tries each case in the org. */
export const STEPS: readonly Step[] = [
  { from: 'Offered', action: 'accept', actors: decider, to: 'Accepted' },
  { from: 'Offered', action: 'decline', actors: decider, to: 'Declined' },
  { from: 'Offered', action: 'withdraw', actors: ['giver'], to: 'Withdrawn' },
  { from: 'Offered', action: 'expire', actors: ['service'], to: 'Expired' },
  { from: 'Accepted', action: 'withdraw', actors: ['giver'], to: 'Withdrawn' },
  { from: 'Accepted', action: 'contact', actors: worker, to: 'In contact' },
  { from: 'Accepted', action: 'return', actors: worker, to: 'Returned' },
  { from: 'In contact', action: 'convert', actors: worker, to: 'Converted' },
  { from: 'In contact', action: 'return', actors: worker, to: 'Returned' },
  { from: 'Converted', action: 'win', actors: worker, to: 'Won' },
  { from: 'Converted', action: 'lose', actors: worker, to: 'Lost' },
];

/** Where an action of an actor leads; undefined where it is not allowed. */
export function stateAfter(from: State, action: Action, actor: Actor): State | undefined {
  return STEPS.find((step) => step.from === from && step.action === action && step.actors.includes(actor))?.to;
}

/** The action that leads from one state to another; undefined where none does. */
export function actionBetween(from: State, to: State): Action | undefined {
  return STEPS.find((step) => step.from === from && step.to === to)?.action;
}

/** Nothing follows: whatever became of it is known. */
export function isClosed(state: State): boolean {
  return !STEPS.some((step) => step.from === state);
}

/** A hand-off in one of these may be passed on again, as a new one. */
export function mayBePassedOn(state: State): boolean {
  return state === 'Declined' || state === 'Returned' || state === 'Expired';
}

/** Who has to do with a hand-off, as far as the state machine cares. */
export interface Parties {
  readonly giverId: string;
  readonly receiverId?: string | undefined;
  readonly isWithIntake: boolean;
  /** Undefined while a public group is the intake. */
  readonly intakeId?: string | undefined;
}

/** What a user is to a hand-off; somebody may be more than one thing to it. */
export function actorsOf(parties: Parties, userId: string): readonly Actor[] {
  const isGiver = parties.giverId === userId;
  const actors: Actor[] = [];
  if (isGiver) actors.push('giver');
  if (parties.receiverId === userId) actors.push('receiver');
  if (parties.isWithIntake && (parties.intakeId === undefined ? !isGiver : parties.intakeId === userId)) {
    actors.push('intake');
  }
  return actors.length === 0 ? ['other'] : actors;
}
