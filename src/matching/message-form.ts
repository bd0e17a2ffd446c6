import { setsOf } from './plain-words.ts';
import lists from './wrapping.json' with { type: 'json' };

/** How a message is put: a short question, a short statement, or a longer text. */
export type MessageForm = 'question' | 'short' | 'long';

export interface Manner {
  form: MessageForm;
  /** Whether it asks if something is true. */
  verifies: boolean;
  /** Whether it asks for something else: when, where, how, which. */
  wonders: boolean;
}

/** Reads how a message is put; what is enough to answer it depends on that, since a question leaves out most of the claim. */
export function readManner(text: string): Manner {
  const words = text.slice(0, LONGEST).split(/\s+/u).filter(Boolean);
  const bare = words.map((word) => word.toLowerCase().replace(/[^\p{L}]/gu, ''));
  const verifies = bare.some((word) => verifying.has(word));
  const wonders = bare.some((word) => wondering.has(word));
  const form = words.length <= LONG_STATEMENT ? 'short' : 'long';
  const isQuestion = words.length <= LONG_QUESTION && (verifies || text.includes('?'));
  return { form: isQuestion ? 'question' : form, verifies, wonders };
}

/** Whether a word only asks; it says nothing of the claim. */
export function isAsking(word: string): boolean {
  return verifying.has(word) || wondering.has(word);
}

const LONGEST = 2000;
const LONG_QUESTION = 22;
const LONG_STATEMENT = 14;

const { verifying, wondering } = setsOf(lists);
