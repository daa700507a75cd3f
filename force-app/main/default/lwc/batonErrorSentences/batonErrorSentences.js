import unknownError from '@salesforce/label/c.Baton_Error_Unknown';

/**
 * Whatever a data service, GraphQL or the network reports, as sentences without repeats.
 * GraphQL gives `[{message}]`; the record services give `{body}` with a message, with an array,
 * or with `output.errors` and `output.fieldErrors`; the network gives an Error.
 *
 * @param {unknown} errors one error or several, in any of these shapes
 * @returns {string[]}
 */
export function errorSentences(errors) {
    const list = Array.isArray(errors) ? errors : [errors];
    const sentences = list.filter(Boolean).flatMap((error) => sentencesOf(error));
    return [...new Set(sentences)];
}

function sentencesOf(error) {
    if (typeof error === 'string') {
        return [error];
    }
    const fromBody = sentencesOfBody(error.body);
    if (fromBody.length > 0) {
        return fromBody;
    }
    return [error.message || error.statusText || unknownError];
}

function sentencesOfBody(body) {
    if (!body) {
        return [];
    }
    if (Array.isArray(body)) {
        return messagesOf(body);
    }
    const output = body.output || {};
    const details = messagesOf([...(output.errors || []), ...Object.values(output.fieldErrors || {}).flat()]);
    return details.length > 0 ? details : messagesOf([body]);
}

function messagesOf(list) {
    return list.map((entry) => entry.message).filter(Boolean);
}
