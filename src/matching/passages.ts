/** Cuts a long text into at most forty sentences, and within a sentence that goes on and on; a short text is not cut. */
export function cutPassages(text: string): string[] {
  const words = [...text.slice(0, LONGEST).matchAll(/\S+/g)];
  const sentences: string[] = [];
  if (words.length <= SHORT) return sentences;
  let first = 0;
  for (const [at, { 0: word, index }] of words.entries()) {
    const to = index + word.length;
    const ends = END.test(word) || text[to] === '\n' || at === words.length - 1;
    if (!ends && at - first < MOST_WORDS - 1) continue;
    sentences.push(text.slice(words[first]?.index, to));
    first = at + 1;
  }
  return sentences.slice(0, MOST_SENTENCES);
}

const SHORT = 35;
const LONGEST = 8_000;
const MOST_SENTENCES = 40;
const MOST_WORDS = 30;
const END = /[.!?…]["”)*_]?$/;
