import { worksIn } from 'c/batonDivision';
import { callLink, mailLink } from 'c/batonReach';
import { fill, monthInWords, reasonsInWords } from 'c/batonWords';
import { BANDS, COLLEAGUE, OWN_BANDS } from './labels';

const BEST_FIRST = ['Strong', 'Good', 'Some'];

/**
 * Rows of Baton_Relationship__c as GraphQL gives them, made ready for the template, best first. Several divisions may
 * work on one account: colleagues of the viewer's own division are no news to the viewer.
 */
export function toColleagues(nodes, userId, viewer) {
    return nodes
        .filter((node) => !isAbout(node, userId) && !worksIn(node.Division__r, viewer))
        .sort(bestFirst)
        .map((node) => ({ ...toRow(node, BANDS), ...(nameOf(node) ? named(node) : unnamed(node)) }));
}

/** What this list says about the person who looks at it: everybody should know what others read. */
export function toOwnRow(nodes, userId) {
    const node = nodes.find((candidate) => isAbout(candidate, userId));
    return node && { ...toRow(node, OWN_BANDS), name: COLLEAGUE.you, detail: COLLEAGUE.youWhy };
}

function isAbout(node, userId) {
    return node.Colleague__c?.value === userId;
}

function bestFirst(one, other) {
    return (
        BEST_FIRST.indexOf(one.Band__c?.value) - BEST_FIRST.indexOf(other.Band__c?.value) ||
        (one.Rank__c?.value ?? 0) - (other.Rank__c?.value ?? 0) ||
        divisionOf(one).localeCompare(divisionOf(other))
    );
}

function toRow(node, bands) {
    const month = monthInWords(node.Last_Contact_Month__c?.value);
    return {
        id: node.Id,
        band: bands[node.Band__c?.value],
        strength: `strength strength-${(node.Band__c?.value ?? '').toLowerCase()}`,
        reasons: reasonsInWords(node.Reasons__c?.value).map((text, key) => ({ key, text })),
        lastContact: month && fill(COLLEAGUE.lastContact, month),
    };
}

function named(node) {
    const { Title, MobilePhone, Phone, Email } = node.Colleague__r;
    const name = nameOf(node);
    const number = MobilePhone?.value || Phone?.value;
    return {
        name,
        detail: [divisionOf(node), Title?.value].filter(Boolean).join(' · '),
        callLink: callLink(number),
        callLabel: fill(COLLEAGUE.call, name),
        mailLink: mailLink(Email?.value),
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

function nameOf(node) {
    return node.Colleague__r?.Name?.value;
}

function divisionOf(node) {
    return node.Division__r?.Name?.value ?? '';
}
