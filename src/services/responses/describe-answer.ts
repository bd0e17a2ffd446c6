import type { SavedAnswer } from '../../domain/cases/saved-answer.ts';
import type { Locales } from '../../i18n/locale.ts';
import { answerLabel, label } from '../../i18n/say.ts';

/** An answer as people read it. */
export interface Described {
  label: string;
  text: string;
}

/** What an answer is to and what it says, in a language. */
export function describeAnswer(
  locales: Locales,
  language: string,
  { name, kind, text, files = [] }: SavedAnswer,
): Described {
  const words = kind === 'choice' ? label(locales, language, text) : text;
  const sent = files.map(({ mime }) => mime).join(', ');
  return {
    label: answerLabel(locales, language, name),
    text: [words, sent && `(${sent})`].filter((part) => part !== '').join(' '),
  };
}
