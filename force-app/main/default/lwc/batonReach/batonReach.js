/** A `tel:` link; undefined without a number. Blanks and brackets are for the eye; some phones stop dialling at them. */
export function callLink(number) {
    return number ? `tel:${number.replace(/[^\d+*#]/g, '')}` : undefined;
}

/** A `mailto:` link; undefined without an address. */
export function mailLink(address) {
    return address ? `mailto:${encodeURIComponent(address).replace('%40', '@')}` : undefined;
}
