import { createHash } from 'node:crypto';
import { changeFactCheck } from '../domain/fact-checks/change-fact-check.ts';
import type { FactCheck } from '../domain/fact-checks/fact-check.ts';
import type { PublishedFactCheck } from '../domain/fact-checks/published-fact-check.ts';
import { hostOf, hostsOf, ownerOf } from '../domain/fact-checks/source-hosts.ts';
import {
  memorySchema,
  type SourceBatch,
  type SourceMemory,
  sourceMemoryId,
} from '../ports/fact-check-source.ts';
import type { Store } from '../ports/store.ts';
import { readDocument } from './read-document.ts';
import { type Asking, isElsewhere, readSource } from './read-source.ts';
import { type Item, toFactCheckRow } from './to-fact-check-row.ts';

type Known = Pick<Store, 'documents'> & { factChecks: Pick<Store['factChecks'], 'get'> };

/** Reads from an address, `google:WORDS` or a saved document what is not in the store yet. */
export async function readSourceBatch(
  { factChecks, documents }: Known,
  source: string,
  asking: Asking,
): Promise<SourceBatch> {
  const known = await recall(factChecks, await readMemory(documents, source));
  const read = await readSource(source, asking, known);
  if (read === 'unchanged') {
    return { source, factChecks: [], same: Object.keys(known.rows).length, refused: [] };
  }
  const { hosts } = asking;
  const sorting = { source, known, hosts };
  const { fresh, same, refused, rows } = await sort(factChecks, read.items, sorting);
  const { etag, lastModified } = read;
  const isWhole = asking.pages === undefined || asking.pages === 1;
  const memory = { rows: isWhole ? rows : { ...known.rows, ...rows }, etag, lastModified };
  return { source, factChecks: fresh, same, refused, memory };
}

/** Reads the fact-checks of an uploaded document; stores no import state. */
export async function readDocumentBatch(
  { factChecks }: Pick<Known, 'factChecks'>,
  source: string,
  document: { text: string; org?: string | undefined },
): Promise<SourceBatch> {
  const known = { source, known: { rows: {} } };
  const { fresh, refused } = await sort(factChecks, readDocument(document), known);
  return { source, factChecks: fresh, same: 0, refused };
}

/** Sorts the items of a source into new, imported before, and refused. */
async function sort(
  factChecks: Known['factChecks'],
  items: readonly Item[],
  { source, known, hosts }: { source: string; known: SourceMemory; hosts?: Asking['hosts'] },
) {
  const rows: Record<string, string> = {};
  const fresh: FactCheck[] = [];
  const refused: SourceBatch['refused'] = [];
  let same = 0;
  for (const [at, item] of items.entries()) {
    const row = toFactCheckRow(at + 1, item);
    if (row.type === 'refused') {
      refused.push({ line: row.line, reason: row.reason });
      continue;
    }
    const { id } = row.factCheck;
    if (rows[id] !== undefined) continue; // Google lists a review under each of its claims
    const before = await factChecks.get(id);
    const stated = joinKnown(before, row.factCheck);
    if (before && isForeign(before, { source, hosts }, row.factCheck)) {
      if (changeFactCheck(before, stated, 0).type === 'same') same += 1;
      else refused.push({ line: at + 1, reason: `${id} belongs to ${ownerOf(before) || 'us'}` });
      continue;
    }
    rows[id] = digest(row.factCheck);
    if (known.rows[id] === rows[id]) same += 1;
    else fresh.push(stated);
  }
  return { fresh, same, refused, rows };
}

/** What was last taken from a source, so that asking again is cheap and undoes no reviewer's change. */
async function readMemory(documents: Known['documents'], source: string): Promise<SourceMemory> {
  const document = await documents.get('import-memory', sourceMemoryId(source));
  return memorySchema.catch({ rows: {} }).parse(document?.value);
}

/** The memory of a source, or none where the store has lost what it speaks of, as after a restored backup. */
async function recall(factChecks: Known['factChecks'], known: SourceMemory): Promise<SourceMemory> {
  for (const id of Object.keys(known.rows)) {
    if (!(await factChecks.get(id))) return { rows: {} };
  }
  return known;
}

/** Whether a source would change another owner's fact-check; Google speaks for each article's host, a file for any. */
function isForeign(
  before: PublishedFactCheck,
  asked: { source: string; hosts?: Asking['hosts'] },
  { url }: FactCheck,
): boolean {
  const { source, hosts = [] } = asked;
  if (!isElsewhere(source) || before.from?.source === source) return false;
  const owner = ownerOf(before);
  const isGoogle = source.startsWith('google:');
  const allowed = isGoogle ? new Set([hostOf(url ?? '')]) : hostsOf({ source, hosts });
  return owner === '' || !allowed.has(owner) || hostOf(url ?? `https://${owner}`) !== owner;
}

/** Keeps reviewers' wordings and, if the verdict is the same, the known summary: another excerpt corrects nobody. */
function joinKnown(found: PublishedFactCheck | undefined, fresh: FactCheck): FactCheck {
  if (!found) return fresh;
  const { version: _, changedAt: __, retracted: ___, sample: ____, from: _____, ...known } = found;
  const told = known.verdict === fresh.verdict ? (known.summary ?? fresh.summary) : fresh.summary;
  const joined = { ...known, ...fresh, narratives: known.narratives };
  return told === undefined ? joined : { ...joined, summary: told };
}

function digest(factCheck: FactCheck): string {
  const entries = Object.entries(factCheck).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 24);
}
