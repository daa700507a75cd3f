import LANG from '@salesforce/i18n/lang';
import { fill, REASONS } from './labels';

const MOST_REASONS = 3;
// In the language of the labels around them, which need not be that of the user's number and date formats.
// Months carry no day, so they must not slip into the neighbouring month in the user's time zone.
const MONTH_FORMAT = new Intl.DateTimeFormat(LANG, { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `2026-10` or `2026-10-01` as "October 2026" in the user's language; undefined where it is no month. */
export function monthInWords(month) {
    const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])/.exec(month ?? '') ?? [];
    return year && MONTH_FORMAT.format(Date.UTC(Number(year), Number(number) - 1));
}

/** The facts of `Reasons__c`, `meeting:several:2026-10;mail:many:2026-11`, as sentences. Unknown ones are left out. */
export function reasonsInWords(facts) {
    return (facts ?? '')
        .split(';')
        .map((fact) => reasonInWords(fact.trim()))
        .filter(Boolean)
        .slice(0, MOST_REASONS);
}

function reasonInWords(fact) {
    const [kind, count, month] = fact.split(':');
    const label = REASONS[kind]?.[count];
    const words = monthInWords(month);
    return label && words && fill(label, words);
}
