import lists from './wrapping.json' with { type: 'json' };

/** How a message is put: a short question, a short statement, or a longer text. */
export type MessageForm = 'question' | 'short' | 'long';

/** Returns the form of a message; what is enough to answer it depends on it, since a question leaves out most of the claim. */
export function formOf(text: string): MessageForm {
  const words = text.slice(0, LONGEST).split(/\s+/u).filter(Boolean);
  if (words.length <= LONG_QUESTION && words.some(asks)) return 'question';
  return words.length <= LONG_STATEMENT ? 'short' : 'long';
}

const LONGEST = 2000;
const LONG_QUESTION = 22;
const LONG_STATEMENT = 14;

const ASKING: ReadonlySet<string> = new Set(lists.asking.split(' '));

function asks(word: string): boolean {
  return word.includes('?') || ASKING.has(word.toLowerCase().replace(/[^\p{L}]/gu, ''));
}
