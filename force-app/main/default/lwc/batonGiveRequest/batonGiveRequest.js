const REQUEST = 'baton:give';

/**
 * Asks the panel "pass a lead" of this page to begin with a need.
 *
 * @param {{recordId: string, needId?: string, divisionId?: string}} request the record of the page, and what is wanted
 */
export function askToGive(request) {
    window.dispatchEvent(new CustomEvent(REQUEST, { detail: { ...request } }));
}

/**
 * Hears when another panel of the page asks to begin a hand-off.
 *
 * @param {(request: {recordId: string, needId?: string, divisionId?: string}) => void} listener
 * @returns {() => void} stops it
 */
export function onGiveRequest(listener) {
    const hear = ({ detail }) => listener(detail);
    window.addEventListener(REQUEST, hear);
    return () => window.removeEventListener(REQUEST, hear);
}
