import { z } from 'zod';
import { keysOf } from './keys-of.ts';

interface LanguageFacts {
  name: string;
  /** How `Intl` names the way in which it writes days and numbers. */
  intl: string;
}

/** The languages of staff, in which every text exists; the codes are stored. Citizens choose among all of `locales`. */
const languageTable = {
  id: { name: 'Indonesia', intl: 'id-ID' },
  en: { name: 'English', intl: 'en-GB' },
} as const satisfies Readonly<Record<string, LanguageFacts>>;

export type StaffLanguage = keyof typeof languageTable;

/** The language of anyone who has chosen none, and of every text that a fact-check brings along. */
export const defaultLanguage = 'id';

export const staffLanguages = keysOf(languageTable);

/** Looks up what is known of a language; any other writes its days and numbers as the default one. */
export function languageFacts(language: string): LanguageFacts {
  return languageTable[readStaffLanguage(language)];
}

/** Reads a language that staff ask for; the default one for anything else. */
export function readStaffLanguage(asked: unknown): StaffLanguage {
  return staffLanguages.find((each) => each === asked) ?? defaultLanguage;
}

/** Formats times in each language; what is made for one serves all that write alike. */
export function timeFormats(options: Intl.DateTimeFormatOptions) {
  const known = new Map<string, Intl.DateTimeFormat>();
  return (language: string): Intl.DateTimeFormat => {
    const { intl } = languageFacts(language);
    const format = known.get(intl) ?? new Intl.DateTimeFormat(intl, options);
    known.set(intl, format);
    return format;
  };
}

/** A text that need not exist in every language. */
export type Translated = Readonly<
  Record<typeof defaultLanguage, string> & { [L in StaffLanguage]?: string | undefined }
>;

/** Picks a text in a language, or else in the default one. */
export function inLanguage(text: Translated, language: string): string {
  const own = staffLanguages.find((each) => each === language);
  return (own && text[own]) ?? text[defaultLanguage];
}

type Text = z.ZodType<string, string>;

/** Reads a text that has to exist in each whole language. */
export function wholeText(text: Text) {
  return z.record(z.enum(staffLanguages), text);
}

/** Reads a text that has to exist in the default language alone. */
export function translatedText(text: Text) {
  const others = staffLanguages.filter((each) => each !== defaultLanguage);
  const optional = Object.fromEntries(others.map((each) => [each, text.optional()]));
  return z.strictObject({
    [defaultLanguage]: text,
    ...(optional as Record<(typeof others)[number], z.ZodOptional<Text>>), // each has its schema
  });
}
