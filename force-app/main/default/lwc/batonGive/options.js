import { worksIn } from 'c/batonDivision';

/**
 * What can be passed on from here: needs of other divisions, those that this customer likely has first.
 *
 * @param {object} query `data.uiapi.query` of the panel's query
 * @returns {{divisions: {id, name}[], needs: {id, name, divisionId, division, suggestionId}[], relationships: object[]}}
 */
export function toOptions(query) {
    const viewer = nodesOf(query.User)[0];
    const divisions = nodesOf(query.Baton_Division__c)
        .filter((division) => !worksIn(division, viewer))
        .map(({ Id, Name }) => ({ id: Id, name: Name.value }));
    const suggestions = nodesOf(query.Baton_Suggestion__c);
    return {
        divisions,
        needs: toNeeds(query, divisions, suggestions),
        relationships: nodesOf(query.Baton_Relationship__c),
    };
}

/** Nodes of a connection, none where the viewer may not know it. */
function nodesOf(connection) {
    return (connection?.edges ?? []).map(({ node }) => node);
}

function toNeeds(query, divisions, suggestions) {
    const order = suggestions.map(({ Need__c: need }) => need?.value);
    const placeOf = ({ id }) => (order.includes(id) ? order.indexOf(id) : order.length);
    return nodesOf(query.Baton_Need__c)
        .map(({ Id, Name, Division__c: division }) => ({
            id: Id,
            name: Name.value,
            divisionId: division.value,
            division: divisions.find(({ id }) => id === division.value)?.name,
            suggestionId: suggestions.find(({ Need__c: need }) => need?.value === Id)?.Id,
        }))
        .filter(({ division }) => division !== undefined)
        .sort((one, other) => placeOf(one) - placeOf(other));
}
