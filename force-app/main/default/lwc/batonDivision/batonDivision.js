/**
 * Whether somebody works in a division: it says which field of a user tells it, and which values are its own, one a line.
 *
 * @param {object} division a division as GraphQL gives it, with `User_Field__c` and `User_Values__c`
 * @param {object} user a user as GraphQL gives it, with the usual fields that tell a division
 * @returns {boolean} false where it can not be told
 */
export function worksIn(division, user) {
    const { User_Field__c: field, User_Values__c: values } = division ?? {};
    const own = user?.[field?.value || 'Division']?.value?.trim().toLowerCase();
    const theirs = (values?.value ?? '').split('\n').map((line) => line.trim().toLowerCase());
    return Boolean(own) && theirs.includes(own);
}
