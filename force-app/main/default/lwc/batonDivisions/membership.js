import { valueOf } from 'c/batonSetupKit';

/** Fields of the user that a company may tell its divisions by; others are typed on the division itself. */
export const USER_FIELDS = ['Division', 'Department', 'CompanyName'];

const plain = (text) => (text ?? '').trim().toLowerCase();

/** Values of a division, one a line. */
const valuesOf = (division) =>
    (valueOf(division, 'User_Values__c') ?? '')
        .split('\n')
        .map(plain)
        .filter((value) => value !== '');

const isMember = (user, division) =>
    valuesOf(division).includes(plain(valueOf(user, valueOf(division, 'User_Field__c') ?? 'Division')));

/**
 * Who belongs where, as the service sees it: letters and blanks around a value make no difference, and only active
 * divisions count.
 *
 * @param {object[]} users as GraphQL gives them
 * @param {object[]} divisions likewise
 * @returns how many users each division has (by id), how many none and more than one, and the users of none
 */
export function membership(users, divisions) {
    const active = divisions.filter((division) => valueOf(division, 'Active__c'));
    const colleagues = users.filter((user) => (valueOf(user, 'UserType') ?? 'Standard') === 'Standard');
    const members = new Map(divisions.map(({ Id }) => [Id, 0]));
    const nowhere = [];
    let several = 0;
    for (const user of colleagues) {
        const own = active.filter((division) => isMember(user, division));
        own.forEach(({ Id }) => members.set(Id, members.get(Id) + 1));
        if (own.length === 0) {
            nowhere.push(user);
        }
        several += own.length > 1 ? 1 : 0;
    }
    return { members, nowhere, several };
}

/** Values of a field among these users, the most frequent first, as they are written most often. */
export function proposals(users, field) {
    const byValue = new Map();
    for (const text of users.map((user) => valueOf(user, field)?.trim()).filter(Boolean)) {
        const known = byValue.get(plain(text)) ?? { value: text, count: 0 };
        known.count += 1;
        byValue.set(plain(text), known);
    }
    return [...byValue.values()].sort((one, other) => other.count - one.count || one.value.localeCompare(other.value));
}

/** A key for external ids: small letters, digits and hyphens, without marks on the letters. */
export function keyFor(name, taken) {
    const bare = name
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 30);
    const base = bare || 'division';
    let key = base;
    for (let number = 2; taken.includes(key); number += 1) {
        key = `${base}-${number}`;
    }
    return key;
}
