import { reasonsInWords } from 'c/batonWords';
import { BANDS } from './labels';

const MOST_PROPOSED = 3;

/**
 * Whom to propose: colleagues of the division who know this customer, then people whom the division offers for the need,
 * those in the customer's place first. Whoever is proposed is so for a reason that can be read.
 *
 * @param {object[]} relationships rows of the account, best first
 * @param {object[]} experts rows of the division, best first
 * @param {{divisionId: string, needId?: string, city?: string, userId: string}} wanted
 * @returns {{id, name, title, user, reasons: {key, text}[]}[]} three at most, best first
 */
export function proposeReceivers(relationships, experts, { divisionId, needId, city, userId }) {
    const knowers = relationships
        .filter((node) => node.Division__c?.value === divisionId)
        .map((node) => toProposal(node, [BANDS[node.Band__c?.value], ...reasonsInWords(node.Reasons__c?.value)]));
    const offered = experts
        .filter((node) => !node.Need__c?.value || node.Need__c.value === needId)
        .sort((one, other) => order(one, city) - order(other, city))
        .map((node) => toProposal(node, reasonsInWords(factsOf(node, city))));
    const people = [...knowers, ...offered].filter(
        ({ id, name, reasons }) => id && name && id !== userId && reasons.length > 0,
    );
    const once = people.filter(({ id }, index) => people.findIndex((person) => person.id === id) === index);
    return once.slice(0, MOST_PROPOSED);
}

/** The need counts most, then the place; rows come by rank, and sorting keeps that order. */
function order(node, city) {
    const isForNeed = Boolean(node.Need__c?.value);
    return (isForNeed ? 0 : 2) + (isNear(node, city) ? 0 : 1);
}

/** What speaks for somebody who is offered: what they sold, and that they work in the customer's city. */
function factsOf(node, city) {
    const sold = node.Reasons__c?.value ?? '';
    return isNear(node, city) && !sold.includes('place') ? `${sold};place` : sold;
}

function isNear(node, city) {
    return Boolean(city) && node.Place__c?.value?.trim().toLowerCase() === city.trim().toLowerCase();
}

function toProposal(node, sentences) {
    const { Name, Title } = node.Colleague__r ?? {};
    return {
        id: node.Colleague__c?.value,
        name: Name?.value,
        title: Title?.value,
        user: node.Colleague__r,
        reasons: sentences.filter(Boolean).map((text, key) => ({ key, text })),
    };
}
