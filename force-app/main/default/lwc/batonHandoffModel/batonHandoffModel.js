import { fill, momentInWords } from 'c/batonWords';
import { REASONS, STATES, STATUSES, TO_GIVER, TO_RECEIVER, VERDICTS } from './stateLabels';

export { REASONS, STATUSES, VERDICTS };

const CLOSED = ['Won', 'Lost', 'Declined', 'Withdrawn', 'Expired', 'Returned'];
const MAY_GO_ON = ['Declined', 'Returned', 'Expired'];

/** The state in words. */
export function stateInWords(state) {
    return STATES[state] ?? state;
}

/** Nothing more will happen to it. */
export function isClosed(state) {
    return CLOSED.includes(state);
}

/** It came back, so its giver may pass it on again. */
export function mayGoOn(state) {
    return MAY_GO_ON.includes(state);
}

/** Whether an answer still helps: before the decision, and after a decline that found it unclear. Deciding closes a question. */
export function takesAnswers(node) {
    const state = node.State__c.value;
    return state === 'Offered' || (state === 'Declined' && node.Decline_Reason__c?.value === 'Unclear');
}

/**
 * What somebody is to a hand-off, as the rules of the org see it.
 *
 * @param {object} node a hand-off as GraphQL gives it
 * @returns {'giver' | 'receiver' | 'intake' | 'reader'}
 */
export function roleOf(node, userId) {
    if (node.OwnerId?.value === userId) {
        return 'giver';
    }
    if (node.Receiver__c?.value === userId) {
        return 'receiver';
    }
    const intakeId = node.Intake__c?.value;
    return node.With_Intake__c?.value && (!intakeId || intakeId === userId) ? 'intake' : 'reader';
}

/** What the hand-off is about: the words it was given in. */
export function needOf(node) {
    return node.Need_Text__c?.value ?? '';
}

/** Who has it: the receiver, or the division as long as nobody is named. */
export function takerOf(node) {
    return node.Receiver__r?.Name?.value ?? node.To_Division__r?.Name?.value ?? '';
}

/** One sentence that says where it stands and what comes next, for whoever looks. */
export function nowInWords(node, role) {
    const isWorking = role === 'receiver' || role === 'intake';
    return isWorking ? nowForReceiver(node) : nowForGiver(node);
}

function nowForGiver(node) {
    const state = node.State__c.value;
    const [kind, detail] = state === 'Offered' ? waitingFor(node) : endOf(node, state);
    return fill(TO_GIVER[kind] ?? '', takerOf(node), detail);
}

/** Who decides, and until when where that is known. */
function waitingFor(node) {
    if (node.With_Intake__c?.value) {
        return ['intake'];
    }
    if (!node.Receiver__c?.value) {
        return ['routing'];
    }
    const due = momentInWords(node.Decide_By__c?.value);
    const kinds = node.Seen_At__c?.value ? ['seen', 'seenBy'] : ['Offered', 'offeredBy'];
    return [kinds[due ? 1 : 0], due];
}

function endOf(node, state) {
    const size = node.Amount_Class__c?.value;
    if (state === 'Won' && size) {
        return ['wonSize', size];
    }
    return [state, REASONS[node.Decline_Reason__c?.value] ?? ''];
}

function nowForReceiver(node) {
    const state = node.State__c.value;
    const dueBy = { Offered: node.Decide_By__c, Accepted: node.Contact_By__c }[state];
    const due = momentInWords(dueBy?.value);
    const anytime = { Offered: 'offeredAnytime', Accepted: 'acceptedAnytime' }[state];
    return fill(TO_RECEIVER[(!due && anytime) || state] ?? '', due);
}
