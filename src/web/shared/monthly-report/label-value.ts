import { languageFacts } from '../../../i18n/languages.ts';
import type { Voice } from './text.ts';
import type { RecordWords } from './text-id.ts';

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
  const options = { maximumFractionDigits: 1 };
  return new Intl.NumberFormat(languageFacts(language).intl, options);
}
