const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const shape = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;

/** One letter for five characters: its bits say which of them are capitals. */
function checksum(five: string): string {
  const bits = Array.from(five).reduce((sum, character, index) => sum + (/[A-Z]/.test(character) ? 1 << index : 0), 0);
  return letters.charAt(bits);
}

/** True for 15 or 18 characters that can be an id. */
export function isSalesforceId(text: string): boolean {
  return (text.length === 18 || text.length === 15) && shape.test(text);
}

/** Lengthens a case-sensitive 15-character id to the 18 characters that are safe everywhere. */
export function to18(id: string): string {
  if (id.length !== 15) return id;
  return id + checksum(id.slice(0, 5)) + checksum(id.slice(5, 10)) + checksum(id.slice(10, 15));
}
