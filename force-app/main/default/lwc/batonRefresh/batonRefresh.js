/**
 * Calls `refresh` when somebody comes back to the page, and every so often while it is in front.
 * A page that nobody looks at asks for nothing.
 *
 * @param {() => void} refresh
 * @param {number} seconds 0: only when somebody comes back
 * @returns {() => void} stops it
 */
export function startRefreshing(refresh, seconds) {
    const refreshIfVisible = () => {
        if (document.visibilityState === 'visible') {
            refresh();
        }
    };
    window.addEventListener('focus', refreshIfVisible);
    document.addEventListener('visibilitychange', refreshIfVisible);
    // The panel has no other way to learn of a change: empApi is not there on the phone. Cleared below.
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    const timer = seconds > 0 ? setInterval(refreshIfVisible, seconds * 1000) : undefined;
    return () => {
        window.removeEventListener('focus', refreshIfVisible);
        document.removeEventListener('visibilitychange', refreshIfVisible);
        clearInterval(timer);
    };
}
