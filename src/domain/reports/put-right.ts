import { findProvince } from '../text/province.ts';
import { latestVersion, MARK } from './latest-version.ts';
import { readOccasion } from './read-told.ts';
import type { Report } from './report.ts';

const CORRECTS = new RegExp(`^(?:${MARK.source}|bukan\\b)`, 'i');

/** The report with the day or the place that a later answer puts right; undefined if it puts nothing right. */
export function putRight(draft: Report, text: string, now: number): Report | undefined {
  if (!CORRECTS.test(text.trim())) return undefined;
  const told = latestVersion(text.trim());
  const { when, known, place, province, ...rest } = draft;
  const isPlace = findProvince(told) !== undefined;
  const read = readOccasion(isPlace ? rest : { ...rest, place, province }, told, now);
  if (read.when) return { ...draft, when: read.when, known: read.known };
  if (!isPlace) return undefined;
  return { ...draft, place: read.place?.replace(/^(?:di|at|in) /i, ''), province: read.province };
}

/** Whether an answer asks or puts off, and tells nothing that could be written down. */
export function isAside(text: string): boolean {
  if (/\d{4}|@|\w\.\w\w/.test(text)) return false;
  const said = text.trim();
  return said.endsWith('?') || PUTS_OFF.test(said) || ASKS.test(said);
}

const PUTS_OFF =
  /^(?:h+m+|(?:se)?bentar|bntr|tunggu|nanti|ntar|terus|trus|tapi|tp|kapan|gimana|gmn|bagaimana|kenapa|knp|mengapa|berapa|brp|(?:ke|di) ?mana|apa(?:kah)?)\b/i;
const ASKS =
  /\b(?:(?:kapan|gimana|gmn|kenapa|berapa|brp|(?:ke|di) ?mana)(?: \w{1,15})?|apa|(?<= )(?:ga|gak|nggak|ngga|enggak|po))(?: (?:ya|sih|nih|dong|kak|min|pak|bu|aja))?$/i;
