import { z } from 'zod';
import { keysOf } from './keys-of.ts';

/** What is known of a language besides its words. */
interface LanguageFacts {
  name: string;
  /** Who can read it: citizens by `locales`, staff and readers of public pages by `ui-text`. */
  spokenBy: readonly ('citizens' | 'staff')[];
  /** Whether every word for citizens exists in it; otherwise they read the default language where one is missing. */
  isWhole: boolean;
  /** How `Intl` names the way in which it writes days and numbers. */
  intl: string;
  /** By which choice citizens select it. */
  choice: string;
}

/** Every language that Posko speaks; the codes are stored. */
const languageTable = {
  id: {
    name: 'Indonesia',
    spokenBy: ['citizens', 'staff'],
    isWhole: true,
    intl: 'id-ID',
    choice: 'indonesian',
  },
  en: {
    name: 'English',
    spokenBy: ['citizens', 'staff'],
    isWhole: true,
    intl: 'en-GB',
    choice: 'english',
  },
  jv: { name: 'Jawa', spokenBy: ['citizens'], isWhole: false, intl: 'id-ID', choice: 'javanese' },
  su: { name: 'Sunda', spokenBy: ['citizens'], isWhole: false, intl: 'id-ID', choice: 'sundanese' },
} as const satisfies Readonly<Record<string, LanguageFacts>>;

type Table = typeof languageTable;
type Language = keyof Table;
type SpokenBy<W> = {
  [L in Language]: W extends Table[L]['spokenBy'][number] ? L : never;
}[Language];
export type StaffLanguage = SpokenBy<'staff'>;
export type WholeLanguage = {
  [L in Language]: Table[L]['isWhole'] extends true ? L : never;
}[Language];

/** The language of anyone who has chosen none, and of every text that a fact-check brings along. */
export const defaultLanguage = 'id';

const languages = keysOf(languageTable);
export const citizenLanguages = languages.filter((each): each is SpokenBy<'citizens'> =>
  isSpokenBy(each, 'citizens'),
);
export const staffLanguages = languages.filter((each): each is StaffLanguage =>
  isSpokenBy(each, 'staff'),
);
/** The languages in which lessons and answers for voters are written. */
export const wholeLanguages = languages.filter(
  (each): each is WholeLanguage => languageTable[each].isWhole,
);

function isSpokenBy(language: Language, who: LanguageFacts['spokenBy'][number]): boolean {
  const { spokenBy }: LanguageFacts = languageTable[language];
  return spokenBy.includes(who);
}

/** Looks up what is known of a language; of the default one for a word that is no language. */
export function languageFacts(language: string): LanguageFacts {
  return languageTable[languages.find((each) => each === language) ?? defaultLanguage];
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
  Record<typeof defaultLanguage, string> & { [L in WholeLanguage]?: string | undefined }
>;

/** Picks a text in a language, or else in the default one. */
export function inLanguage(text: Translated, language: string): string {
  const own = wholeLanguages.find((each) => each === language);
  return (own && text[own]) ?? text[defaultLanguage];
}

type Text = z.ZodType<string, string>;

/** Reads a text that has to exist in each whole language. */
export function wholeText(text: Text) {
  return z.record(z.enum(wholeLanguages), text);
}

/** Reads a text that has to exist in the default language alone. */
export function translatedText(text: Text) {
  const others = wholeLanguages.filter((each) => each !== defaultLanguage);
  const optional = Object.fromEntries(others.map((each) => [each, text.optional()]));
  return z.strictObject({
    [defaultLanguage]: text,
    ...(optional as Record<(typeof others)[number], z.ZodOptional<Text>>), // each has its schema
  });
}
