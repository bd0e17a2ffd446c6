import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type FetchOptions, guardedFetch } from '../imports/guarded-fetch.ts';
import { readDocument } from '../imports/read-document.ts';
import { googleAddress, readGoogle } from '../imports/read-google.ts';
import { type Item, toFactCheckRow } from '../imports/to-fact-check-row.ts';
import type { FactCheck } from '../review/fact-check.ts';
import type { Store } from '../tipline/ports.ts';
import { saveFactChecks } from '../tipline/save-fact-checks.ts';
import type { ImportReport } from './import.ts';
import type { ImportMemory, SourceMemory } from './import-memory.ts';
import { Failure } from './output.ts';

/** How sources elsewhere are asked. */
export interface Asking {
  memory: ImportMemory;
  now: number;
  /** Whose fact-checks they are, where the source does not say. */
  org?: string | undefined;
  /** How many pages of a long source are read. */
  pages?: number;
  googleKey?: string | undefined;
  googleBase?: string;
  fetch?: Pick<FetchOptions, 'allowsLoopback' | 'timeoutMs'>;
}

const GOOGLE = 'https://factchecktools.googleapis.com';

/** Imports what an address, a saved document or `google:WORDS` holds; nothing that came before is taken twice. */
export async function importSource(
  store: Store,
  source: string,
  asking: Asking,
): Promise<ImportReport> {
  const known = await recall(store, asking.memory.of(source));
  const read = await readSource(source, asking, known);
  const report: ImportReport = { new: 0, same: 0, changed: 0, corrected: 0, refused: [] };
  if (read === 'unchanged') return { ...report, same: Object.keys(known.rows).length };
  const rows: Record<string, string> = {};
  const fresh: FactCheck[] = [];
  for (const [at, item] of read.items.entries()) {
    const row = toFactCheckRow(at + 1, item);
    if (row.type === 'refused') {
      report.refused.push({ line: row.line, reason: row.reason });
      continue;
    }
    const { id } = row.factCheck;
    const isOurs = known.rows[id] !== undefined;
    if (!isOurs && (await isForeign(store, source, row.factCheck))) {
      report.refused.push({ line: at + 1, reason: `${id} is known from another site` });
      continue;
    }
    if (rows[id] !== undefined) continue; // Google lists a review under each of its claims
    rows[id] = digest(row.factCheck);
    if (known.rows[id] === rows[id]) report.same += 1;
    else fresh.push(await joinKnown(store, row.factCheck));
  }
  const counts = await saveFactChecks({ store, now: asking.now }, fresh);
  for (const key of ['new', 'same', 'changed', 'corrected'] as const) report[key] += counts[key];
  const { etag, lastModified } = read;
  await asking.memory.keep(source, {
    rows: asking.pages === undefined || asking.pages === 1 ? rows : { ...known.rows, ...rows },
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  });
  return report;
}

/** The memory of a source, or none where the store has lost what it speaks of, as after a restored backup. */
async function recall(store: Store, known: SourceMemory): Promise<SourceMemory> {
  for (const id of Object.keys(known.rows)) {
    if (!(await store.factChecks.get(id))) return { rows: {} };
  }
  return known;
}

/** Whether a source on the command line is a document to be looked into, not rows of JSONL or CSV. */
export function isDocument(source: string): boolean {
  return (
    /^(?:https?:\/\/|google:)/i.test(source) ||
    /\.(?:json|jsonld|xml|rss|atom|html?)$/i.test(source)
  );
}

/** Whether a source lies on the web, where much that is no fact-check stands beside. */
export function isElsewhere(source: string): boolean {
  return /^(?:https?:\/\/|google:)/i.test(source);
}

interface Read {
  items: Item[];
  etag?: string | undefined;
  lastModified?: string | undefined;
}

async function readSource(
  source: string,
  asking: Asking,
  known: SourceMemory,
): Promise<Read | 'unchanged'> {
  if (source.startsWith('google:'))
    return { items: await askGoogle(source.slice(7).trim(), asking) };
  if (isElsewhere(source)) return askPages(source, asking, known);
  const text = await readFile(source, 'utf8').catch(() => {
    throw new Failure(`${source} cannot be read: there is no such file, or it may not be opened`);
  });
  return { items: readDocument({ text, org: asking.org }) };
}

async function askPages(
  source: string,
  { org, pages = 1, fetch }: Asking,
  known: SourceMemory,
): Promise<Read | 'unchanged'> {
  const headers = {
    ...(known.etag === undefined ? {} : { 'if-none-match': known.etag }),
    ...(known.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
  };
  const first = await guardedFetch(source, { ...fetch, headers: pages === 1 ? headers : {} });
  if (first.type === 'unchanged') return 'unchanged';
  const items = readDocument({ ...first, org });
  let next = nextOf(first);
  for (let page = 2; page <= pages && next !== undefined; page += 1) {
    const more = await guardedFetch(next, { ...fetch });
    if (more.type === 'unchanged') break;
    items.push(...readDocument({ ...more, org }));
    next = nextOf(more);
  }
  return { items, etag: first.etag, lastModified: first.lastModified };
}

/** The next page as WordPress names it, on the same host. */
function nextOf({ link, url }: { link: string | undefined; url: string }): string | undefined {
  const [, address] = /<([^>]*)>\s*;\s*rel="?next"?/i.exec(link ?? '') ?? [];
  const next = address === undefined ? null : URL.parse(address, url);
  return next?.host === new URL(url).host ? next.href : undefined;
}

async function askGoogle(query: string, asking: Asking): Promise<Item[]> {
  const { googleKey, googleBase = GOOGLE, pages = 1, org, fetch } = asking;
  if (query === '')
    throw new Failure('google: needs words, or site:DOMAIN, such as google:site:tempo.co');
  if (googleKey === undefined)
    throw new Failure('set POSKO_GOOGLE_KEY to ask Google Fact Check Tools');
  const items: Item[] = [];
  let token: string | undefined;
  for (let page = 1; page <= pages; page += 1) {
    const headers = { 'x-goog-api-key': googleKey };
    const fetched = await guardedFetch(googleAddress(googleBase, query, token), {
      ...fetch,
      headers,
    });
    if (fetched.type === 'unchanged') break;
    const { items: found, next } = readGoogle(fetched.text, org);
    items.push(...found);
    token = next;
    if (token === undefined) break;
  }
  return items;
}

/** Whether a page of one site would correct a fact-check that another one gave; it may only add. */
async function isForeign(
  store: Store,
  source: string,
  { id, url, verdict }: FactCheck,
): Promise<boolean> {
  if (!isElsewhere(source) || source.startsWith('google:')) return false;
  if (hostOf(source) === hostOf(url ?? source)) return false;
  const found = await store.factChecks.get(id);
  return found !== undefined && found.verdict !== verdict;
}

function hostOf(address: string): string {
  return (URL.parse(address)?.host ?? '').replace(/^www\./, '');
}

/**
 * What is known of a fact-check and a source does not tell stays: wordings that reviewers attached, and with the
 * same verdict the words in which it was told, so that another excerpt of the same article corrects nobody.
 */
async function joinKnown(store: Store, fresh: FactCheck): Promise<FactCheck> {
  const found = await store.factChecks.get(fresh.id);
  if (!found) return fresh;
  const { version: _, changedAt: __, retracted: ___, sample: ____, ...known } = found;
  const told = known.verdict === fresh.verdict ? (known.summary ?? fresh.summary) : fresh.summary;
  const joined = { ...known, ...fresh, narratives: known.narratives };
  return told === undefined ? joined : { ...joined, summary: told };
}

function digest(factCheck: FactCheck): string {
  const entries = Object.entries(factCheck).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 24);
}
