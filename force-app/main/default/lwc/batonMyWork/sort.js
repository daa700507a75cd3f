import { isClosed, takesAnswers } from 'c/batonHandoffModel';

/** Closed longer ago than this, an outcome is no news any more and goes to the end. */
const NEWS_DAYS = 60;
const DAY = 86_400_000;

const [NEWS, OPEN, OLD, TAKEN_BACK] = [0, 1, 2, 3];

/**
 * What the viewer gave: news of outcomes first, then what is open, then older outcomes.
 *
 * @param {object[]} nodes hand-offs as GraphQL gives them, last changed first
 * @param {number} now milliseconds
 */
export function outcomesFirst(nodes, now) {
    const placeOf = (node) => {
        const state = node.State__c.value;
        if (state === 'Withdrawn') {
            return TAKEN_BACK;
        }
        const closed = Date.parse(node.Closed_At__c?.value ?? node.CreatedDate.value);
        const isNews = now - closed < NEWS_DAYS * DAY;
        if (!isClosed(state)) {
            return OPEN;
        }
        return isNews ? NEWS : OLD;
    };
    return [...nodes].sort((one, other) => placeOf(one) - placeOf(other));
}

/** Whether the last question of a hand-off waits for the viewer. */
export function waitsFor(node, userId) {
    const last = node.Baton_Messages__r?.edges[0]?.node;
    return takesAnswers(node) && last?.Kind__c.value === 'Question' && last.CreatedById.value !== userId;
}
