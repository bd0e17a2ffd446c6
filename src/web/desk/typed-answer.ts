import type { Request } from 'express';
import type { VoterEntry } from '../../domain/voters/voter-answer.ts';
import { defaultLanguage, type WholeLanguage, wholeLanguages } from '../../i18n/languages.ts';
import { fieldOf } from './read-form.ts';

/** An answer for voters as it stands in its form: text throughout. */
export type TypedAnswer = Readonly<Record<Name, string>>;

type Name = (typeof OWN)[number] | (typeof FORM)[number] | TextName;
type TextName = ReturnType<typeof fieldIn>;
/** Fields that an entry has under the same name. */
const OWN = [
  'id',
  'topic',
  'election',
  'region',
  'registered',
  'contact',
  'validFrom',
  'validUntil',
  'verified',
] as const;
const FORM = ['questions', 'calendar', 'sourceName', 'sourceUrl'] as const;
const NAMES: readonly Name[] = [
  ...OWN,
  ...FORM,
  ...wholeLanguages.flatMap((each) => [fieldIn('title', each), fieldIn('answer', each)]),
];

/** The field of a text in a language, such as `titleEn`. */
export function fieldIn(part: 'title' | 'answer', language: WholeLanguage) {
  const ending = `${language.charAt(0).toUpperCase()}${language.slice(1)}`;
  return `${part}${ending as Capitalize<WholeLanguage>}` as const; // it is that by the line above
}

/** What was typed; nothing in each field where nothing was. */
export function typedAnswerIn(request: Pick<Request, 'body'>): TypedAnswer {
  const typed = NAMES.map((name) => [name, fieldOf(request, name).trim()]);
  return Object.fromEntries(typed) as TypedAnswer; // every name was given a text
}

/** An entry as its form shows it. */
export function typeAnswer(entry: VoterEntry): TypedAnswer {
  const { source, questions, calendar, ...rest } = entry;
  return {
    id: rest.id,
    topic: rest.topic,
    questions: questions.join('\n'),
    ...typeTexts(entry),
    calendar: calendar ? 'yes' : '',
    election: rest.election ?? '',
    region: rest.region ?? '',
    registered: rest.registered ?? '',
    sourceName: source.name,
    sourceUrl: source.url ?? '',
    contact: rest.contact ?? '',
    validFrom: rest.validFrom ?? '',
    validUntil: rest.validUntil ?? '',
    verified: rest.verified ?? '',
  };
}

/** The entry that was typed, to be read as any that comes from outside; an empty field is none. */
export function toEntry(typed: TypedAnswer): unknown {
  const { sourceName, sourceUrl, questions, calendar } = typed;
  const given = OWN.filter((name) => typed[name] !== '');
  return {
    ...Object.fromEntries(given.map((name) => [name, typed[name]])),
    title: textsIn(typed, 'title'),
    questions: questions
      .split('\n')
      .map((text) => text.trim())
      .filter((text) => text !== ''),
    answer: textsIn(typed, 'answer'),
    calendar: calendar === 'yes',
    source: { name: sourceName, ...(sourceUrl && { url: sourceUrl }) },
  };
}

function typeTexts({ title, answer }: Pick<VoterEntry, 'title' | 'answer'>) {
  const typed = wholeLanguages.flatMap((each) => [
    [fieldIn('title', each), title[each] ?? ''],
    [fieldIn('answer', each), answer[each] ?? ''],
  ]);
  return Object.fromEntries(typed) as Record<TextName, string>; // every field of a text is there
}

/** The texts that were typed; the one in the default language also where it is empty. */
function textsIn(typed: TypedAnswer, part: 'title' | 'answer'): Readonly<Record<string, string>> {
  const given = wholeLanguages.map((each) => [each, typed[fieldIn(part, each)]] as const);
  return Object.fromEntries(
    given.filter(([each, text]) => each === defaultLanguage || text !== ''),
  );
}

/** The field of the form in which a part of an entry is typed. */
export function fieldOfPart(part: string): keyof TypedAnswer | undefined {
  const [head = '', tail = ''] = part.split('.');
  const joined = `${head}${tail.charAt(0).toUpperCase()}${tail.slice(1)}`;
  return NAMES.find((name) => name === joined) ?? NAMES.find((name) => name === head);
}
