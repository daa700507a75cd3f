/** Splits a block of words at white space; an underscore stands for a space inside a word. */
export function wordList(block: string): readonly string[] {
  return block
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '));
}

/** Splits a block into its lines, without empty ones. */
export function lineList(block: string): readonly string[] {
  return block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
