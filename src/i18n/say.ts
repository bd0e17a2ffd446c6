import { defaultLanguage } from './languages.ts';
import type { Locale, Locales } from './locale.ts';

export type Fill = Readonly<Record<string, unknown>>;

/** Returns a text with its placeholders filled; throws on an unknown key or a gap. */
export function say(locales: Locales, language: string, key: string, fill: Fill = {}): string {
  const spoken = inOrder(locales, language).find((locale) => locale.say.has(key));
  const template = spoken?.say.get(key);
  if (template === undefined) throw new Error(`no language has words for ${key}`);
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = fill[name];
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new Error(`${key} needs {${name}}`);
    }
    return String(value);
  });
}

/** Returns the label of a choice, as shown on a button or a numbered line. */
export function label(locales: Locales, language: string, choice: string): string {
  return namesOf(locales, language, choice)[0] ?? choice;
}

/** What staff who speak a language call an answer that a flow keeps. */
export function answerLabel(locales: Locales, language: string, name: string): string {
  const labels = inOrder(locales, language).flatMap((locale) => locale.saved.get(name) ?? []);
  return labels[0] ?? name;
}

/** Lists all names of a choice in a language, the label first; Indonesian names always count. */
export function namesOf(locales: Locales, language: string, choice: string): string[] {
  return inOrder(locales, language).flatMap((locale) => locale.choices.get(choice) ?? []);
}

/** Returns a language followed by its fallback. */
export function inOrder(locales: Locales, language: string): Locale[] {
  const codes = language === defaultLanguage ? [language] : [language, defaultLanguage];
  return codes.flatMap((code) => locales.get(code) ?? []);
}
