const USUAL_FIELD = 'Division';

/** Names of the User fields (`User.Division`) that tell which of these divisions a person belongs to. */
export function userFieldsOf(divisions) {
    return [...new Set(divisions.map((division) => `User.${fieldOf(division)}`))];
}

/** Ids of the divisions that a user belongs to, by the values that an admin listed. `user` is a UI API record. */
export function divisionsOfUser(divisions, user) {
    const own = divisions.filter((division) => {
        const value = user?.fields?.[fieldOf(division)]?.value;
        return Boolean(value) && valuesOf(division).includes(value.trim());
    });
    return new Set(own.map((division) => division.Id));
}

function fieldOf(division) {
    return division.User_Field__c?.value || USUAL_FIELD;
}

function valuesOf(division) {
    return (division.User_Values__c?.value ?? '').split(/\r?\n/).map((line) => line.trim());
}
