import { createHash } from 'node:crypto';
import { pageOf } from '../domain/fact-checks/page-of.ts';
import { factsOf, readVerdict } from '../domain/fact-checks/verdicts.ts';
import { cutAtWord } from '../domain/text/shorten.ts';
import { jakartaDay } from '../domain/time/jakarta-day.ts';
import { type Row, toRow } from './to-row.ts';

/** Raw data of one fact-check from a source; texts are plain. */
export interface Item {
  url: string | undefined;
  title: string;
  claim?: string | undefined;
  /** Verdict in the source's words. */
  label?: string | undefined;
  /** Categories; one of them may be the verdict. */
  categories?: readonly string[];
  summary?: string | undefined;
  explanation?: string | undefined;
  /** Day or time, in any supported form. */
  publishedAt?: string | undefined;
  org: string;
  language?: string | undefined;
}

const MAX_TITLE = 600;
const MAX_SUMMARY = 500;
const MAX_EXPLANATION = 4000;

/** Converts a fact-check, identified by its address; never guesses a missing verdict. */
export function toFactCheckRow(line: number, item: Item): Row {
  const { url, org, language } = item;
  if (url === undefined) return refuse(line, item, 'has no address');
  if (pageOf(url) === undefined)
    return refuse(line, item, 'leads to a home page, not to the fact-check');
  const titled = readTitle(item.title);
  const label = item.label ?? titled.label ?? readCategories(item.categories ?? []);
  if (label === undefined) return refuse(line, item, 'no verdict is stated');
  const row = toRow(line, {
    id: idOf(url),
    title: cut(titled.rest, MAX_TITLE),
    verdict: label,
    org: cut(org, 200),
    language: language?.slice(0, 2).toLowerCase() || 'id',
    claim: item.claim === undefined ? undefined : cut(item.claim, 2000),
    url,
    publishedAt: dayOf(item.publishedAt),
    summary: item.summary ? cut(item.summary, MAX_SUMMARY) : undefined,
    explanation: item.explanation ? cut(item.explanation, MAX_EXPLANATION) : undefined,
  });
  return row.type === 'read' ? row : refuse(line, item, row.reason);
}

/** Returns the id of a published address: the same for every source. */
export function idOf(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed) return `web-${hashOf(url)}`;
  const kept = [...parsed.searchParams].filter(([name]) => !/^(?:utm_|fbclid$|gclid$)/.test(name));
  const host = parsed.host.toLowerCase().replace(/^www\./, '');
  const path = parsed.pathname.replace(/(?<!\/)\/+$/, '');
  const words = host
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `${words || 'web'}-${hashOf(`${host}${path}?${new URLSearchParams(kept)}`)}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function refuse(line: number, { title, url }: Item, reason: string): Row {
  const what = JSON.stringify(cut(title, 80) || url || '');
  return { type: 'refused', line, reason: `${what}: ${reason}` };
}

/** Splits titles such as `[SALAH] …`, `Hoaks! …` or `Cek Fakta: Keliru: …`. */
function readTitle(title: string): { label?: string; rest: string } {
  const plain = title.replace(/\s+/g, ' ').trim();
  const bare = plain.replace(/^[[(]? ?cek fakta ?[\])]? ?[:!–-]* ?(?=\S)/i, '');
  const [, bracketed, after] = /^[[(] ?([^[\]()]{2,40}?) ?[\])] ?[:!–-]* ?(\S.*)/s.exec(bare) ?? [];
  if (bracketed !== undefined && after !== undefined) return { label: bracketed, rest: after };
  const [, word = '', rest] = /^([\p{L} ]{2,30}?)\s*[:!]\s*(\S.*)$/u.exec(bare) ?? [];
  if (rest !== undefined && readVerdict(word) !== undefined) return { label: word, rest };
  return { rest: plain };
}

/** Returns the one verdict among categories; "fakta" is usually the name of a section. */
function readCategories(categories: readonly string[]): string | undefined {
  const labels = categories.filter((word) => {
    const verdict = readVerdict(word);
    return verdict !== undefined && factsOf(verdict).truth !== 'true';
  });
  const found = new Set(labels.map(readVerdict));
  return found.size === 1 ? labels[0] : undefined;
}

/** Returns the day in Jakarta; keeps a source's plain day. */
export function dayOf(time: string | undefined): string | undefined {
  if (time === undefined) return undefined;
  const [day] = /^\d{4}-\d\d-\d\d(?=$|T[\d:.]+$)/.exec(time.trim()) ?? [];
  if (day !== undefined) return day;
  const at = Date.parse(time);
  return Number.isNaN(at) ? undefined : jakartaDay(at);
}

function cut(text: string, length: number): string {
  const clean = text.toWellFormed().trim();
  return clean.length <= length ? clean : cutAtWord(clean, length);
}
