/** Lets wires and renders that are under way come to an end; needs no clock, so it works with fake timers. */
export async function flushPromises() {
    for (let turn = 0; turn < 5; turn++) {
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
}
