import type { Request } from 'express';
import type { VoterEntry } from '../../domain/voters/voter-answer.ts';
import { fieldOf } from './read-form.ts';

/** An answer for voters as it stands in its form: text throughout. */
export type TypedAnswer = Readonly<Record<(typeof NAMES)[number], string>>;

const NAMES = [
  'id',
  'topic',
  'titleId',
  'titleEn',
  'questions',
  'answerId',
  'answerEn',
  'calendar',
  'election',
  'region',
  'registered',
  'sourceName',
  'sourceUrl',
  'contact',
  'validFrom',
  'validUntil',
  'verified',
] as const;

/** What was typed; nothing in each field where nothing was. */
export function typedAnswerIn(request: Pick<Request, 'body'>): TypedAnswer {
  const typed = NAMES.map((name) => [name, fieldOf(request, name).trim()]);
  return Object.fromEntries(typed) as TypedAnswer; // every name was given a text
}

/** An entry as its form shows it. */
export function typeAnswer(entry: VoterEntry): TypedAnswer {
  const { title, answer, source, questions, calendar, ...rest } = entry;
  return {
    id: rest.id,
    topic: rest.topic,
    titleId: title.id,
    titleEn: title.en ?? '',
    questions: questions.join('\n'),
    answerId: answer.id,
    answerEn: answer.en ?? '',
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
  const { titleId, titleEn, answerId, answerEn, sourceName, sourceUrl, ...rest } = typed;
  const { questions, calendar, ...plain } = rest;
  const given = Object.entries(plain).filter(([, value]) => value !== '');
  return {
    ...Object.fromEntries(given),
    title: { id: titleId, ...(titleEn && { en: titleEn }) },
    questions: questions
      .split('\n')
      .map((text) => text.trim())
      .filter((text) => text !== ''),
    answer: { id: answerId, ...(answerEn && { en: answerEn }) },
    calendar: calendar === 'yes',
    source: { name: sourceName, ...(sourceUrl && { url: sourceUrl }) },
  };
}

/** The field of the form in which a part of an entry is typed. */
export function fieldOfPart(part: string): keyof TypedAnswer | undefined {
  const [head = '', tail = ''] = part.split('.');
  const joined = `${head}${tail.charAt(0).toUpperCase()}${tail.slice(1)}`;
  return NAMES.find((name) => name === joined) ?? NAMES.find((name) => name === head);
}
