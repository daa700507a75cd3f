/** Random faults for a while: some rules at a time, of all kinds that a service can come through. */
import { type FaultPlan, readFaultPlan } from '../../src/devorg/faults/index.ts';
import type { Random } from '../../src/devorg/sample/random.ts';

type Draw = (random: Random) => object;

/** Kinds that a run can come through. */
const passing: readonly Draw[] = [
  ...['expireSessions', 'resetConnection', 'dropReply', 'html503', 'empty406', 'settingUp420'].map(plain),
  ...['badGateway502', 'gatewayTimeout504', 'htmlInsteadOfData', 'missingLimitInfo', 'missingLocator'].map(plain),
  ...['circularLocator', 'lostRows', 'shortIds', 'wholeNumbersAsDoubles', 'expireJob', 'failJob'].map(plain),
  ...['concurrentLimit', 'longTransactions', 'serverUnavailable', 'orgInMaintenance', 'unknownException'].map(plain),
  ...['queryTimeout', 'queryTooComplicated', 'operationTooLarge', 'jobCap', 'jobResultCap'].map(plain),
  ...['bulkUnsupported', 'bulkCompound', 'shortPages', 'expireLocator'].map(plain),
  (random) => ({ kind: 'status', status: random.pick([429, 500, 503]) }),
  (random) => ({ kind: 'cutStream', at: random.next() }),
  (random) => ({ kind: 'wrongNumberOfRecords', by: random.pick([-1, 1, 7]) }),
  (random) => ({ kind: 'stall', where: random.pick(['head', 'body']), ms: random.between(50, 1_500) }),
  (random) => ({ kind: 'skewClock', byMs: random.pick([-600_000, -30_000, 30_000]) }),
];

/** Kinds that end a run: once is enough. */
const ending: readonly string[] = [
  ...['refuseSession', 'dailyLimit', 'apiDisabledForOrg', 'apiDisabledForUser', 'featureOff'],
  ...['transactionSecurity', 'unfilterableStamp', 'refuseLogin'],
];

/** Kinds that refuse rows which the service writes. */
const onRows: readonly string[] = [
  ...['lockRow', 'duplicateValue', 'duplicatesDetected', 'validationRule', 'requiredField', 'trigger', 'triggerLimit'],
  ...['flow', 'processingHalted', 'restrictedPicklist', 'textTooLong', 'numberOutOfRange', 'insufficientAccess'],
  ...['insufficientAccessOnReference', 'fieldNotWritable', 'entityIsDeleted', 'invalidReference', 'malformedId'],
  ...['inactiveOwner', 'wrongUserType', 'mixedDml', 'storageFull', 'readOnly', 'badMail'],
];

/** How many rounds have one that ends a run: seldom, so that what follows a run is struck too. */
const ENDING = 0.15;

const hideable = ['Account.Website', 'Account.Phone', 'Contact.Email', 'Task.WhoId', 'Event.WhoId', 'User.Division'];
const hideableObjects = ['EmailMessage', 'AccountTeamMember', 'OpportunityTeamMember', 'Event', 'Task'];

export interface StormOptions {
  /** Username of the service: row faults must not strike the people who change the org. */
  readonly service: string;
  /** Objects and fields vanish for some requests as well. */
  readonly hides: boolean;
}

/** The rules of one round. */
export function stormOf(random: Random, { service, hides }: StormOptions): FaultPlan {
  const user = { user: service };
  const requests = Array.from({ length: random.between(6, 12) }, () => ({
    match: user,
    when: { probability: random.real(0.05, 0.25) },
    effect: random.pick(passing)(random),
  }));
  const end = {
    // Who logs in is nobody yet.
    match: {},
    when: { after: random.between(0, 60), count: 1 },
    effect: { kind: random.pick(ending) },
  };
  const rows = Array.from({ length: random.between(2, 5) }, () => ({
    match: user,
    when: { probability: random.real(0.05, 0.4) },
    effect: { kind: random.pick(onRows) },
  }));
  const late = { effect: { kind: 'lateCommit', seconds: random.between(1, 200) }, when: { probability: 0.3 } };
  const tied = { effect: { kind: 'sameStamp', seconds: random.between(2, 60) }, when: { probability: 0.3 } };
  const hidden = hides && random.chance(0.3) ? [hiding(random, service)] : [];
  const rules = [
    ...requests,
    ...(random.chance(ENDING) ? [end] : []),
    ...rows,
    ...(random.chance(0.5) ? [late] : [tied]),
    ...hidden,
  ];
  return readFaultPlan({ seed: random.between(1, 2 ** 31), rules });
}

function hiding(random: Random, service: string): object {
  const effect = random.chance(0.5)
    ? { kind: 'hideField', field: random.pick(hideable) }
    : { kind: 'hideObject', object: random.pick(hideableObjects) };
  return { match: { user: service }, when: { after: random.between(0, 30), count: random.between(5, 60) }, effect };
}

function plain(kind: string): Draw {
  return () => ({ kind });
}
