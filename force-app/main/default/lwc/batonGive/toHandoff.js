import { errorSentences } from 'c/batonErrorSentences';

const LONGEST_NEED = 255;

/** Values by field for a new hand-off. */
export function toFields(customer, { draft, need, receiverId, divisionId, previous }) {
    const fields = {
        ...customer,
        Previous__c: previous?.Previous__c,
        State__c: 'Offered',
        Need__c: need?.id,
        Need_Text__c: (need?.name ?? draft.needText ?? '').trim().slice(0, LONGEST_NEED),
        To_Division__c: divisionId,
        Receiver_Choice__c: receiverId ? 'Named' : 'Division',
        Receiver__c: receiverId,
        Note__c: draft.note?.trim() || undefined,
        Use_My_Name__c: !draft.isHint,
        Request_Key__c: draft.requestKey,
    };
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}

/**
 * Whether an error says that the hand-off is there already: the first save went through and its reply was lost.
 *
 * @returns {{id?: string} | undefined} with its id where the error tells it
 */
export function alreadySaved(error) {
    const text = `${JSON.stringify(error?.body ?? {})} ${errorSentences(error).join(' ')}`;
    if (!text.includes('DUPLICATE_VALUE') || !text.includes('Request_Key__c')) {
        return undefined;
    }
    const [, id] = /\bid: (\w{18}|\w{15})\b/.exec(text) ?? [];
    return { id };
}
