/** Cuts a long text into at most forty sentences; a short text, up to a screen, is not cut. */
export function cutPassages(text: string): string[] {
  const start = text.slice(0, LONGEST);
  const isShort = start.split(/\s+/).length <= SHORT;
  return isShort ? [] : cutSentences(start);
}

const SHORT = 35;
const LONGEST = 8_000;
const MOST_SENTENCES = 40;
/** A sentence that goes on for longer is cut. */
const MOST_WORDS = 30;

function cutSentences(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  let words = 0;
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const to = index + word.length;
    words += 1;
    if (words < MOST_WORDS && !END.test(word) && text[to] !== '\n') continue;
    sentences.push(text.slice(from, to).trim());
    if (sentences.length === MOST_SENTENCES) return sentences;
    [from, words] = [to, 0];
  }
  return words === 0 ? sentences : [...sentences, text.slice(from).trim()];
}

const END = /[.!?…]["”)*_]?$/;
