/** Puts the sentences of a page, which take values, among its plain words. */
export function withSentences<W extends object, S extends object>(words: W, sentences: S): W & S {
  const all = new Map<string, unknown>(Object.entries(words));
  for (const [key, sentence] of Object.entries(sentences)) {
    const word = all.get(key);
    const areGroups = isGroup(word) && isGroup(sentence);
    all.set(key, areGroups ? withSentences(word, sentence) : sentence);
  }
  return Object.fromEntries(all) as W & S;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
