import LANG from '@salesforce/i18n/lang';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import { PLAIN_REASONS, REASONS, YOUR_PLAIN_REASONS, YOUR_REASONS } from './reasonLabels';

const MOST_REASONS = 3;
// In the language of the labels around them, which need not be that of the user's number and date formats.
// Months and dates carry no time, so they must not slip into the neighbouring one in the user's time zone.
const MONTH_FORMAT = new Intl.DateTimeFormat(LANG, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const DATE_FORMAT = new Intl.DateTimeFormat(LANG, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const MOMENT_FORMAT = new Intl.DateTimeFormat(LANG, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: TIME_ZONE,
});

/** Puts values into the places {0}, {1} … of a label. */
export function fill(label, ...values) {
    return label.replace(/\{(\d)\}/g, (place, index) => values[index] ?? place);
}

/** `2026-10` or `2026-10-01` as "October 2026" in the user's language; undefined where it is no month. */
export function monthInWords(month) {
    const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])/.exec(month ?? '') ?? [];
    return year && MONTH_FORMAT.format(Date.UTC(Number(year), Number(number) - 1));
}

/** A date such as `2026-11-20` as "Nov 20, 2026"; undefined where there is none. */
export function dateInWords(date) {
    const time = Date.parse(date ?? '');
    return Number.isNaN(time) ? undefined : DATE_FORMAT.format(time);
}

/** A moment as day and time in the user's time zone, "Nov 20, 09:15 AM"; undefined where there is none. */
export function momentInWords(moment) {
    const time = Date.parse(moment ?? '');
    return Number.isNaN(time) ? undefined : MOMENT_FORMAT.format(time);
}

const ABOUT_OTHERS = { plain: PLAIN_REASONS, counted: REASONS };
const ABOUT_YOU = {
    plain: { ...PLAIN_REASONS, ...YOUR_PLAIN_REASONS },
    counted: { ...REASONS, ...YOUR_REASONS },
};

/** Facts such as `meeting:several:2026-10;mail:many:2026-11` as sentences. Unknown ones are left out. */
export function reasonsInWords(facts) {
    return sentencesOf(facts, ABOUT_OTHERS);
}

/** The same, told to the person whom they are about. */
export function yourReasonsInWords(facts) {
    return sentencesOf(facts, ABOUT_YOU);
}

function sentencesOf(facts, words) {
    return (facts ?? '')
        .split(';')
        .map((fact) => sentenceOf(fact.trim(), words))
        .filter(Boolean)
        .slice(0, MOST_REASONS);
}

function sentenceOf(fact, { plain, counted }) {
    const [kind, count, month] = fact.split(':');
    if (plain[kind]) {
        return plain[kind];
    }
    const label = counted[kind]?.[count];
    const words = monthInWords(month);
    const isComplete = label && (words || !label.includes('{0}'));
    return isComplete ? fill(label, words) : undefined;
}
