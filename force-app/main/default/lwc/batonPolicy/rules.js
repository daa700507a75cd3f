import { valueOf } from 'c/batonSetupKit';
import { LABELS } from './labels';

const number = (field, label, placeholder, step = '1') => ({
    field,
    label,
    placeholder,
    step,
    isNumber: true,
    style: 'rule',
});
const lines = (field, label) => ({ field, label, isLines: true, mostCharacters: 5000, style: 'rule' });

export const CREDIT = 'Credit_Rule__c';

/** What can be changed here, group by group; the placeholder is Baton's own default. */
export const GROUPS = [
    {
        name: LABELS.groupShown,
        rules: [number('Relationships_Per_Division__c', LABELS.perDivision, '3')],
    },
    {
        name: LABELS.groupBands,
        rules: [
            number('Half_Life_Days__c', LABELS.halfLife, '90'),
            number('Band_Some__c', LABELS.bandSome, '1', '0.001'),
            number('Band_Good__c', LABELS.bandGood, '4', '0.001'),
            number('Band_Strong__c', LABELS.bandStrong, '10', '0.001'),
        ],
    },
    {
        name: LABELS.groupClocks,
        rules: [
            number('Decide_Hours__c', LABELS.decide, '8'),
            number('Contact_Hours__c', LABELS.contact, '16'),
            number('Status_Days__c', LABELS.status, '30'),
        ],
    },
    {
        name: LABELS.groupSuggestions,
        rules: [
            number('Suggestion_Minimum_Group__c', LABELS.minimumGroup, '10'),
            number('Suggestions_Per_Account__c', LABELS.perAccount, '3'),
            number('Suggestion_Days__c', LABELS.days, '90'),
        ],
    },
    {
        name: LABELS.groupLimits,
        rules: [
            number('Asks_A_Month__c', LABELS.asks, '4'),
            number('Open_Handoffs_Cap__c', LABELS.openHandoffs, '10'),
            number('Relationship_Row_Cap__c', LABELS.rowCap, '100000'),
            number('Suggestion_Row_Cap__c', LABELS.suggestionRows, '100000'),
            number('Match_Proposals__c', LABELS.proposals, '200'),
        ],
    },
    {
        name: LABELS.groupRetention,
        rules: [number('Retention_Months__c', LABELS.retention, '24')],
    },
    {
        name: LABELS.groupCredit,
        rules: [{ ...lines(CREDIT, LABELS.creditRule), mostCharacters: 1000, style: 'rule wide' }],
    },
    {
        name: LABELS.groupPilot,
        rules: [
            { field: 'Pilot__c', label: LABELS.pilot, isSwitch: true, style: 'rule' },
            lines('Pilot_Divisions__c', LABELS.pilotDivisions),
            lines('Pilot_Places__c', LABELS.pilotPlaces),
            lines('Pilot_Users__c', LABELS.pilotUsers),
        ],
    },
];

export const NAMING = 'Naming_Default__c';

/** What the rules that hold say, by field: all of them, since a new row replaces the old one whole. */
export function valuesOf(node) {
    const fields = Object.keys(node ?? {}).filter((field) => field.endsWith('__c'));
    return Object.fromEntries(fields.map((field) => [field, valueOf(node, field) ?? null]));
}

/** Bands that do not go up would show everybody alike. Those left empty are Baton's own. */
export function areBandsInOrder(values) {
    const given = ['Band_Some__c', 'Band_Good__c', 'Band_Strong__c']
        .map((field) => values[field])
        .filter((value) => typeof value === 'number');
    return given.every((value, index) => index === 0 || given[index - 1] < value);
}

/** `relationships 412 508;strong 20 31;…`: under the new rules and as it is, by name. */
export function readEffect(message) {
    return Object.fromEntries(
        (message ?? '').split(';').map((part) => {
            const [name, ...numbers] = part.split(' ');
            return [name, numbers.map(Number)];
        }),
    );
}
