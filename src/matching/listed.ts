/** Returns the words of a list in which they are separated by spaces. */
export function listed(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
