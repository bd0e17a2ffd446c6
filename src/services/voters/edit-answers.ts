import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { partsOf, sumBy } from '../../domain/stats/counter.ts';
import { DAY, jakartaDay } from '../../domain/time/jakarta-day.ts';
import * as answer from '../../domain/voters/voter-answer.ts';
import type { StatsStore } from '../../ports/stats-store.ts';
import type { KnownEntry, VoterDeps } from './voter-answers.ts';

type Changing = Pick<VoterDeps, 'store' | 'clock' | 'script' | 'voterAnswers'>;

/** Result of a change: `stale` if the entry was changed since. */
export type EntryChange =
  | { type: 'saved' | 'same' | 'stale' | 'unknown' | 'full' }
  | { type: 'bad'; problems: readonly EntryProblem[] };

export interface EntryProblem {
  field: string;
  message: string;
}

/** Entries written at the desk; more than this nobody could keep verified. */
const MOST_ENTRIES = 500;

/** Adds or changes an entry for every process; without a revision, whatever it is now. */
export async function saveVoterEntry(
  deps: Changing,
  { entry, by, revision }: { entry: unknown; by: string; revision?: number | undefined },
): Promise<EntryChange> {
  const read = readVoterEntry(deps, entry);
  if (read.type === 'bad') return read;
  const { voterAnswers } = deps;
  await voterAnswers.follow();
  const known = voterAnswers.get(read.entry.id);
  if (!known && voterAnswers.all().length >= MOST_ENTRIES) return { type: 'full' };
  const isSame = known && !known.retired && saysSame(known.entry, read.entry);
  if (isSame) return { type: 'same' };
  return write(deps, { entry: read.entry, by, revision: revision ?? known?.revision ?? 0 });
}

/** Takes an entry away from citizens; it stays readable, and can be saved again. */
export async function retireVoterEntry(
  deps: Changing,
  { id, by, revision }: { id: string; by: string; revision?: number | undefined },
): Promise<EntryChange> {
  await deps.voterAnswers.follow();
  const known = deps.voterAnswers.get(id);
  if (!known) return { type: 'unknown' };
  if (known.retired) return { type: 'same' };
  const { entry } = known;
  return write(deps, { entry, by, revision: revision ?? known.revision, retired: true });
}

async function write(
  { store, clock, voterAnswers }: Changing,
  { entry, by, revision, retired }: Written,
): Promise<EntryChange> {
  const at = clock.now();
  const value = { entry, by, at, ...(retired && { retired }) };
  const what = retired ? 'voter-entry-retired' : 'voter-entry-saved';
  const details = { version: revision + 1, ...(entry.verified && { verified: entry.verified }) };
  const event = auditEventAt(at, { by, what, of: entry.id, details });
  const document = { id: entry.id, revision, value };
  const saved = await store.documents.put('voter-entry', document, [event]);
  await voterAnswers.follow();
  return { type: saved };
}

interface Written {
  entry: answer.VoterEntry;
  by: string;
  revision: number;
  retired?: boolean;
}

/** Reads a typed or imported entry; returns everything that is wrong with it. */
export function readVoterEntry(
  { script }: Pick<VoterDeps, 'script'>,
  entry: unknown,
): { type: 'read'; entry: answer.VoterEntry } | { type: 'bad'; problems: readonly EntryProblem[] } {
  const read = answer.voterEntrySchema.safeParse(entry);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => ({
      field: path.join('.'),
      message,
    }));
    return { type: 'bad', problems };
  }
  const faults = answer.checkVoterEntries([read.data], new Set(script.contacts.keys()));
  if (faults.length === 0) return { type: 'read', entry: read.data };
  return { type: 'bad', problems: faults.map((message) => ({ field: '', message })) };
}

export interface ReviewedEntry extends KnownEntry {
  flaw: answer.EntryFlaw | undefined;
}

const FRESH_DAYS = 180;

/** Every entry with its first flaw; those that need somebody first. */
export function reviewVoterEntries(entries: readonly KnownEntry[], now: number): ReviewedEntry[] {
  const days = { today: jakartaDay(now), staleBefore: jakartaDay(now - FRESH_DAYS * DAY) };
  const reviewed = entries.map((known) => ({
    ...known,
    flaw: known.retired ? undefined : answer.flawOf(known.entry, days),
  }));
  const urgency = ({ retired, flaw }: ReviewedEntry) => (retired ? 2 : flaw ? 0 : 1);
  return reviewed.toSorted((a, b) => urgency(a) - urgency(b) || (a.entry.id < b.entry.id ? -1 : 1));
}

/** How often something was asked within the span. */
export interface AskedOften {
  of: string;
  count: number;
}

const GAP_DAYS = 30;
const MOST_GAPS = 100;

/** What voters asked within 30 days: answered by topic, and not answered by outline; the most asked first. */
export async function voterQuestions(figures: Pick<StatsStore, 'tallies'>, now: number) {
  const tallies = await figures.tallies(jakartaDay(now - (GAP_DAYS - 1) * DAY), ['voter']);
  const sums = (type: string): AskedOften[] => {
    const counts = sumBy(tallies, ({ name }) => {
      const [, said, of = ''] = partsOf(name);
      return said === type ? of : undefined;
    });
    return [...counts]
      .map(([of, count]) => ({ of, count }))
      .toSorted((a, b) => b.count - a.count || (a.of < b.of ? -1 : 1))
      .slice(0, MOST_GAPS);
  };
  return { answered: sums('answered'), unknown: sums('unknown') };
}

function saysSame(a: answer.VoterEntry, b: answer.VoterEntry): boolean {
  const inOrder = (entry: answer.VoterEntry) =>
    JSON.stringify(answer.voterEntrySchema.parse(entry));
  return inOrder(a) === inOrder(b);
}
