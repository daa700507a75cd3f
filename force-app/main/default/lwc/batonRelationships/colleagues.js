import { BANDS, COLLEAGUE, fill } from './labels';
import { monthInWords, reasonsInWords } from './sentences';

const BEST_FIRST = ['Strong', 'Good', 'Some'];

/**
 * Rows of Baton_Relationship__c as GraphQL gives them, made ready for the template: best first,
 * without the divisions in `ownDivisions` (ids), whose people need nobody to tell them.
 */
export function toColleagues(nodes, ownDivisions) {
    return nodes
        .filter((node) => !ownDivisions.has(node.Division__c?.value))
        .sort(bestFirst)
        .map((node) => toColleague(node));
}

function bestFirst(one, other) {
    return (
        BEST_FIRST.indexOf(one.Band__c?.value) - BEST_FIRST.indexOf(other.Band__c?.value) ||
        (one.Rank__c?.value ?? 0) - (other.Rank__c?.value ?? 0) ||
        divisionOf(one).localeCompare(divisionOf(other))
    );
}

function toColleague(node) {
    const name = node.Colleague__r?.Name?.value;
    const month = monthInWords(node.Last_Contact_Month__c?.value);
    return {
        id: node.Id,
        band: BANDS[node.Band__c?.value],
        strength: `strength strength-${(node.Band__c?.value ?? '').toLowerCase()}`,
        reasons: reasonsInWords(node.Reasons__c?.value).map((text, key) => ({ key, text })),
        lastContact: month && fill(COLLEAGUE.lastContact, month),
        ...(name ? named(node, name) : unnamed(node)),
    };
}

function named(node, name) {
    const { Title, MobilePhone, Phone, Email } = node.Colleague__r;
    const number = MobilePhone?.value || Phone?.value;
    return {
        name,
        detail: [divisionOf(node), Title?.value].filter(Boolean).join(' · '),
        // Blanks and brackets are for the eye; some phones stop dialling at them.
        callLink: number && `tel:${number.replace(/[^\d+*#]/g, '')}`,
        callLabel: fill(COLLEAGUE.call, name),
        mailLink: Email?.value && `mailto:${encodeURIComponent(Email.value).replace('%40', '@')}`,
        mailLabel: fill(COLLEAGUE.mail, name),
    };
}

function unnamed(node) {
    const division = divisionOf(node);
    return {
        name: division ? fill(COLLEAGUE.unnamed, division) : COLLEAGUE.unnamedAnywhere,
        detail: COLLEAGUE.unnamedWhy,
    };
}

function divisionOf(node) {
    return node.Division__r?.Name?.value ?? '';
}
