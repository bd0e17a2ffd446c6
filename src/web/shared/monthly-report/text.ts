import { languageFacts, readStaffLanguage, timeFormats } from '../../../i18n/languages.ts';
import { readWords, type WordsIn } from '../../../ui-text/read-words.ts';
import { deskWords, type Language } from '../../../ui-text/ui-text.ts';
import english from './text-en.json' with { type: 'json' };
import indonesian from './text-id.json' with { type: 'json' };

/** What the public record says, in one language. */
export type RecordWords = WordsIn<typeof indonesian>;

/** Everything that a page of the record is worded with; `desk` has the names of verdicts, topics and threats. */
export type Voice = ReturnType<typeof voiceFor>;

const recordWords: Readonly<Record<Language, RecordWords>> = {
  id: readWords(indonesian),
  en: readWords(english),
};

/** Chooses the texts that an address asks for; Indonesian where it asks for none. */
export function voiceFor(asked: unknown) {
  const language = readStaffLanguage(asked);
  return { language, desk: deskWords[language], say: recordWords[language] };
}

const months = timeFormats({ month: 'long', year: 'numeric', timeZone: 'UTC' });

export function nameMonth(month: string, language: Language): string {
  return months(language).format(Date.parse(`${month}-15T00:00:00Z`));
}

/** What a value of an axis is called; a province is called what it is. */
export function nameValue({ say, desk }: Voice, axis: string, value: string): string {
  const [, from, until] = /^days-(\d\d)-(\d\d)$/.exec(value) ?? [];
  if (from !== undefined) return say.week(Number(from), Number(until));
  const named: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    tier: say.answered,
    kind: desk.dashboard.kind,
    verdict: desk.verdict,
    outcome: { ...say.value, ...desk.verdict },
    topic: { ...say.value, ...desk.topic },
    threat: { ...say.value, ...desk.threat, none: say.value.none },
  };
  return named[axis]?.[value] ?? { ...say.value }[value] ?? value;
}

/** A number as it is read, or that it is withheld. */
export function showCount(say: RecordWords, language: string, count: number | null): string {
  return count === null ? say.withheld : formatOf(language).format(count);
}

/** A number with one digit after the point or comma. */
export function showDecimal(language: string, value: number): string {
  return formatOf(language).format(value);
}

function formatOf(language: string) {
  return new Intl.NumberFormat(languageFacts(language).intl, { maximumFractionDigits: 1 });
}
