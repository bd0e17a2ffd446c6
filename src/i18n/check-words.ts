import { fold } from './fold.ts';
import { defaultLanguage, staffLanguages } from './languages.ts';
import type { Locale, Locales } from './locale.ts';
import { negationsIn } from './negation.ts';

/** Texts that flows and program need in every language. */
export interface Needs {
  /** Keys used anywhere. */
  keys: ReadonlySet<string>;
  /** Keys that only the program uses, so flows need not use them. */
  ownKeys: ReadonlySet<string>;
  /** Choices that the program names without offering them. */
  ownChoices: readonly string[];
  /** Keys of which a language has words for all or, where it is partial, for none. */
  lists: readonly { of: string; keys: readonly string[] }[];
  /** What a citizen meets between the greeting and the ticket, which no language goes without. */
  core: { keys: ReadonlySet<string>; choices: ReadonlySet<string> };
  /** Choices of each question, with the state that asks. */
  questions: readonly AskedFor[];
  /** The names of answers that staff are shown. */
  saved: ReadonlySet<string>;
}

interface AskedFor {
  place: string;
  key: string;
  choices: readonly string[];
  rows: number;
  /** A plain number is the answer, and the choices are shown without numbers. */
  takesNumbers: boolean;
}

/** WhatsApp's limits: three buttons of 20 characters, else list rows of 24; 1,024 with either. */
const LIMITS = { buttons: 3, button: 20, row: 24, body: 1024, text: 4096 } as const;

/** Lists texts that are missing, unused, too long for WhatsApp, or have other placeholders. */
export function checkWords(locales: Locales, needs: Needs): { file: string; message: string }[] {
  const base = locales.get(defaultLanguage);
  if (!base) return [{ file: `locales/${defaultLanguage}.yaml`, message: 'Indonesian is missing' }];
  return [...locales.values()].flatMap((locale) => {
    const messages = [
      ...missing(locale, needs),
      ...halfLists(locale, needs),
      ...unused(locale, needs),
      ...differentGaps(locale, base),
      ...tooLong(locale, base, needs),
      ...doubleNames(locale, base, needs),
      ...numberedCounts(locale, needs),
      ...negatedConsent(locale),
      ...labels(locale, needs),
      ...sameName(locale, locales),
    ];
    return messages.map((message) => ({ file: `locales/${locale.language}.yaml`, message }));
  });
}

/** A partial language that has words for some things of a kind would mix two languages in one answer. */
function halfLists(locale: Locale, { lists, core }: Needs): string[] {
  if (!locale.isPartial) return [];
  return lists
    .filter(({ keys }) => keys.some((key) => locale.say.has(key)))
    .flatMap(({ of, keys }) =>
      keys
        .filter((key) => !locale.say.has(key) && !core.keys.has(key))
        .map((key) => `has words for others of ${of}, but not for ${key}`),
    );
}

function missing(locale: Locale, needs: Needs): string[] {
  const all = { keys: [...needs.keys, ...needs.ownKeys], choices: choicesIn(needs) };
  const { keys, choices } = locale.isPartial ? needs.core : all;
  return [
    ...[...keys].filter((key) => !locale.say.has(key)).map((key) => `has no words for ${key}`),
    ...[...choices]
      .filter((choice) => !locale.choices.has(choice))
      .map((choice) => `has no name for the choice ${choice}`),
  ];
}

function choicesIn({ questions, ownChoices }: Needs): Set<string> {
  return new Set([...questions.flatMap(({ choices }) => choices), ...ownChoices]);
}

function unused(locale: Locale, needs: Needs): string[] {
  const choices = choicesIn(needs);
  return [
    ...[...locale.say.keys()]
      .filter((key) => !needs.keys.has(key) && !needs.ownKeys.has(key))
      .map((key) => `says ${key}, which nothing uses`),
    ...[...locale.choices.keys()]
      .filter((choice) => !choices.has(choice))
      .map((choice) => `names the choice ${choice}, which no flow offers`),
  ];
}

function labels(locale: Locale, { saved }: Needs): string[] {
  const wanted = staffLanguages.some((each) => each === locale.language) ? [...saved] : [];
  return [
    ...wanted
      .filter((name) => !locale.saved.has(name))
      .map((name) => `has no label for the saved answer ${name}`),
    ...[...locale.saved.keys()]
      .filter((name) => !wanted.includes(name))
      .map((name) => `labels the answer ${name}, which staff are not shown`),
  ];
}

function differentGaps(locale: Locale, base: Locale): string[] {
  return [...locale.say].flatMap(([key, text]) => {
    const wanted = base.say.get(key);
    if (wanted === undefined) return [];
    return gapsOf(text)
      .filter((gap) => !gapsOf(wanted).includes(gap))
      .map((gap) => `${key} has {${gap}}, which the Indonesian words do not have`);
  });
}

function gapsOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, gap = '']) => gap);
}

function tooLong(locale: Locale, base: Locale, needs: Needs): string[] {
  const ofQuestions = needs.questions.flatMap(({ place, key, choices, rows }) => {
    const limit = rows > LIMITS.buttons ? LIMITS.row : LIMITS.button;
    const isOver = rows > 0 && (locale.say.get(key)?.length ?? 0) > LIMITS.body;
    return [
      ...choices
        .map((choice) => (locale.choices.get(choice) ?? base.choices.get(choice))?.[0] ?? '')
        .filter((shown) => [...shown].length > limit)
        .map((shown) => `"${shown}" is too long for ${place}: WhatsApp shows ${limit} characters`),
      ...(isOver ? [`${key} is over ${LIMITS.body} characters with choices`] : []),
    ];
  });
  const texts = [...locale.say].filter(([, text]) => text.length > LIMITS.text);
  return [...ofQuestions, ...texts.map(([key]) => `${key} is over ${LIMITS.text} characters`)];
}

/** Finds "how many" questions with numbered choices, where "2" would pick the second choice. */
function numberedCounts(locale: Locale, { questions }: Needs): string[] {
  return questions
    .filter(({ key, takesNumbers }) => !takesNumbers && HOW_MANY.test(locale.say.get(key) ?? ''))
    .map(
      ({ place, key }) =>
        `${key} asks for a number, but numbers choose at ${place}: give that state "wants: number"`,
    );
}

/** In every language of the locales: "berapa", "how many", "pinten", "pira", "sabaraha". */
const HOW_MANY = /\b(?:berapa|jumlahnya|how (?:many|much)|pinten|pira|sabaraha)\b/i;

/** Finds consent choices named with a negation, which a refusal could select. */
function negatedConsent(locale: Locale): string[] {
  return AGREEMENTS.flatMap((choice) =>
    (locale.choices.get(choice) ?? [])
      .filter((name) => negationsIn(name).length > 0)
      .map((name) => `names ${choice} by a negation: "${name}"`),
  );
}

/** Choices that agree to something, trigger it, or confirm a good intention. */
export const AGREEMENTS: readonly string[] = [
  'yes',
  'erase',
  'continue',
  'helpful',
  'subscribe',
  'filed',
  'ready',
];

/** Finds a name of a language that an earlier one has as well. */
function sameName(locale: Locale, locales: Locales): string[] {
  const others = [...locales.values()].filter(({ language }) => language < locale.language);
  const taken = others.flatMap(({ name, called }) => [name, ...called]).map(fold);
  return [locale.name, ...locale.called]
    .filter((name) => taken.includes(fold(name)))
    .map((name) => `is called "${name}", as another language`);
}

/** Finds two choices of one question with a common name, which nobody could tell apart. */
function doubleNames(locale: Locale, base: Locale, needs: Needs): string[] {
  const messages: string[] = [];
  for (const { place, choices } of needs.questions) {
    const owners = new Map<string, string>();
    for (const choice of choices) {
      for (const name of locale.choices.get(choice) ?? base.choices.get(choice) ?? []) {
        const owner = owners.get(fold(name));
        if (owner !== undefined && owner !== choice) {
          messages.push(`"${name}" names both ${owner} and ${choice} in ${place}`);
        }
        owners.set(fold(name), choice);
      }
    }
  }
  return messages;
}
