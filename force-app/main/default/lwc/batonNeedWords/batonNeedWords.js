import LANG from '@salesforce/i18n/lang';
import { worksIn } from 'c/batonDivision';
import { fill, monthInWords } from 'c/batonWords';
import { BANDS, CUSTOMERS, ITEM, KIND, OTHERS, SIGNS, VALUES } from './needLabels';

const NUMBER = new Intl.NumberFormat(LANG);
const MOST_SHOWN = 3;
const AMOUNT = new Intl.NumberFormat(LANG, { notation: 'compact' });

/**
 * Rows of Baton_Suggestion__c as GraphQL gives them, made ready for a template, at most three. What the viewer's own
 * division sells is no news to the viewer, unless the customer asked for it. A row without a reason is not shown.
 *
 * @param {object[]} nodes in their order
 * @param {object} [viewer] the viewer's user, as far as it tells the division
 */
export function toSuggestions(nodes, viewer) {
    return nodes
        .filter(({ Need__r: need, Division__r: division, Reasons__c: reasons }) => {
            const isOwn = division && worksIn(division, viewer);
            return need?.Name?.value && (!isOwn || isAskedFor(reasons?.value));
        })
        .map(toSuggestion)
        .filter(({ reasons }) => reasons.length > 0)
        .slice(0, MOST_SHOWN);
}

function toSuggestion({ Id, Account__c, Need__c, Need__r, Division__c, Division__r, Reasons__c, Receiver__r }) {
    const name = Need__r.Name.value;
    const division = Division__r?.Name?.value;
    const question = Need__r.Question__c?.value;
    return {
        id: Id,
        accountId: Account__c?.value,
        needId: Need__c?.value,
        divisionId: Division__c?.value,
        name,
        division,
        reasons: needReasonsInWords(Reasons__c?.value).map((text, key) => ({ key, text })),
        question: question && fill(ITEM.question, question),
        person: Receiver__r?.Name?.value,
        personDetail: division && fill(ITEM.receiver, division),
        user: Receiver__r,
        nobody: division && fill(ITEM.receiverDivision, division),
        passOnLabel: fill(ITEM.passOnLong, name),
    };
}

/**
 * Facts of `Baton_Suggestion__c.Reasons__c` as sentences. Facts that this version does not know are left out.
 *
 * @param {string} text JSON
 * @returns {string[]}
 */
export function needReasonsInWords(text) {
    return read(text)
        .map((fact) => (fact.fact === 'kind' ? kindInWords(fact) : signInWords(fact)))
        .filter(Boolean);
}

/** True where the customer itself named the need: in a case, or by answering a campaign. */
export function isAskedFor(text) {
    return read(text).some(({ fact }) => fact === 'case' || fact === 'campaign');
}

function read(text) {
    try {
        const facts = JSON.parse(text ?? '[]');
        return Array.isArray(facts) ? facts : [];
    } catch {
        return [];
    }
}

/** A contract is somebody's: without a name the sentence would have a hole. */
function signInWords({ fact, month, of }) {
    const label = SIGNS[fact];
    const words = monthInWords(month);
    return label && words && (of || fact !== 'contract') ? fill(label, words, of) : undefined;
}

/** A sentence with half of its conditions would be another one: unknown conditions make it go. */
function kindInWords({ customers, have, is, of, others }) {
    const conditions = (is ?? []).map(conditionInWords);
    const label = CUSTOMERS[conditions.length];
    const rest = othersInWords(others);
    if (!label || !rest || conditions.includes(undefined)) {
        return undefined;
    }
    const whom = fill(label, ...conditions);
    const told = of ? fill(KIND.of, whom, of) : whom;
    return fill(KIND.sentence, NUMBER.format(customers), told, NUMBER.format(have), rest);
}

function conditionInWords({ column, value, over, upTo }) {
    if (VALUES[column] && value !== undefined) {
        return fill(VALUES[column], value);
    }
    const band = BANDS[column];
    const format = column === 'turnover' ? AMOUNT : NUMBER;
    if (!band || (over === undefined && upTo === undefined)) {
        return undefined;
    }
    if (over !== undefined && upTo !== undefined) {
        return fill(band.between, format.format(over), format.format(upTo));
    }
    return over === undefined ? fill(band.upTo, format.format(upTo)) : fill(band.over, format.format(over));
}

function othersInWords(others) {
    if (others?.oneIn !== undefined) {
        return fill(OTHERS.oneIn, NUMBER.format(others.oneIn));
    }
    if (others?.inHundred !== undefined) {
        return fill(OTHERS.inHundred, NUMBER.format(others.inHundred));
    }
    return others?.fewerThan === undefined
        ? undefined
        : fill(OTHERS.fewer, NUMBER.format(others.fewerThan), NUMBER.format(others.customers));
}
