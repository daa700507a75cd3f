import { createRecord, updateRecord } from 'lightning/uiRecordApi';

/** The rows of a GraphQL connection. */
export const nodesOf = (connection) => (connection?.edges ?? []).map(({ node }) => node);

/** A field's value; undefined where it is empty or hidden. */
export const valueOf = (node, field) => node?.[field]?.value ?? undefined;

/** Puts values into the places {0}, {1} … of a label. */
export const fill = (label, ...values) => label.replace(/\{(\d)\}/g, (place, index) => values[index] ?? place);

/**
 * Asks the service to look now instead of with its next full poll: a panel's change then takes effect within a minute.
 *
 * @param {string | undefined} preferenceId the user's own row of Baton_Preference__c, if there is one
 * @returns the id of that row
 */
export async function wake(preferenceId) {
    const now = new Date().toISOString();
    if (preferenceId) {
        await updateRecord({ fields: { Id: preferenceId, Wake__c: now } });
        return preferenceId;
    }
    const { id } = await createRecord({ apiName: 'Baton_Preference__c', fields: { Wake__c: now } });
    return id;
}
