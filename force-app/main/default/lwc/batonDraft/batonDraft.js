const PREFIX = 'baton.draft.';

/*
 * Drafts live in the session storage of the browser tab: they outlast a failed save, a reload and a way back, and go
 * with the tab, since what somebody writes about a customer has no business on a shared device the next day. Where a
 * browser has no storage or refuses it, a draft lasts as long as the panel.
 */

/** What was typed under this name and not saved yet; undefined where there is nothing. */
export function readDraft(name) {
    try {
        return JSON.parse(sessionStorage.getItem(PREFIX + name)) ?? undefined;
    } catch {
        return undefined;
    }
}

/** Keeps a draft, whose values are texts, numbers and booleans. */
export function writeDraft(name, draft) {
    try {
        sessionStorage.setItem(PREFIX + name, JSON.stringify(draft));
    } catch {
        // The panel keeps it.
    }
}

/** Forgets a draft once it is saved. */
export function clearDraft(name) {
    try {
        sessionStorage.removeItem(PREFIX + name);
    } catch {
        // It was never kept.
    }
}

/** 32 characters that nobody else makes up: saving again under the same key makes no second record. */
export function newRequestKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
