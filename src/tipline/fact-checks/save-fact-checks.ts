import type { FactCheck } from '../../review/fact-check.ts';
import { deedAt } from '../audit.ts';
import type { Store } from '../ports.ts';
import type { Tipline } from '../tipline.ts';
import type { Announcement, CaseCommit } from '../turns/commit.ts';
import type { Provenance, PublishedFactCheck } from './fact-check.ts';
import { replacedEntry } from './fact-check-versions.ts';

/** What saving a fact-check amounts to: its next version, and whom to tell. */
export interface FactCheckChange {
  type: 'new' | 'same' | 'changed' | 'corrected';
  factCheck: PublishedFactCheck;
  announcement?: Announcement;
}

/** Compares with the one known: another verdict or summary is a correction; what was withdrawn stays so. */
export function changeFactCheck(
  known: PublishedFactCheck | undefined,
  stated: FactCheck,
  now: number,
): FactCheckChange {
  if (!known) return { type: 'new', factCheck: { ...stated, version: 1, changedAt: now } };
  // A source that names no files says nothing of those that the desk has added.
  const next = known.files ? { files: known.files, ...stated } : stated;
  const { version, changedAt: _, retracted, from, ...before } = known;
  if (retracted !== undefined || isSame(before, next)) return { type: 'same', factCheck: known };
  const origin = from && { from };
  const isCorrected = before.verdict !== next.verdict || before.summary !== next.summary;
  if (!isCorrected)
    return { type: 'changed', factCheck: { ...origin, ...next, version, changedAt: now } };
  const factCheck = { ...origin, ...next, version: version + 1, changedAt: now };
  const id = `${next.id}:${factCheck.version}`;
  const announcement: Announcement = {
    id,
    news: 'correction',
    factCheck: next.id,
    version: factCheck.version,
  };
  return { type: 'corrected', factCheck, announcement };
}

type Saving = {
  factChecks: Pick<Store['factChecks'], 'get'>;
  cases: Pick<Store['cases'], 'commit'>;
};

/**
 * Saves fact-checks from outside; whoever was told an older verdict gets the correction. They are compared
 * anew where a reviewer was faster.
 */
export async function saveFactChecks(
  { store, now, from }: { store: Saving; now: number; from?: Provenance | undefined },
  factChecks: readonly FactCheck[],
): Promise<Record<FactCheckChange['type'], number>> {
  for (;;) {
    const counts = { new: 0, same: 0, changed: 0, corrected: 0 };
    const changes: FactCheckChange[] = [];
    const before = new Map<string, PublishedFactCheck>(); // one id may come twice
    for (const next of factChecks) {
      const known = before.get(next.id) ?? (await store.factChecks.get(next.id));
      const change = changeFactCheck(known, next, now);
      counts[change.type] += 1;
      if (change.type !== 'same') changes.push(change);
      before.set(next.id, change.factCheck);
    }
    const done = await store.cases.commit({
      cases: [],
      factChecks: changes.map(({ factCheck }) => ({ ...factCheck, ...(from && { from }) })),
      announcements: changes.flatMap(({ announcement }) => announcement ?? []),
      history: [],
    });
    if (done === 'committed') return counts;
  }
}

/** Corrects the words or verdict of a published fact-check, and tells everyone who had the old one. */
export async function correctFactCheck(
  tipline: Tipline,
  id: string,
  { by = OURSELVES, why, ...changes }: Correction,
): Promise<FactCheckChange | undefined> {
  for (;;) {
    const known = await tipline.store.factChecks.get(id);
    if (!known || known.retracted !== undefined) return undefined;
    const { version: _, changedAt: __, retracted: ___, from: ____, ...before } = known;
    const change = changeFactCheck(known, { ...before, ...changes }, tipline.clock.now());
    if (change.type === 'same') return change;
    const { changedAt: at, version } = change.factCheck;
    const history = [replacedEntry(known, { at, by, why })];
    const deeds = [deedAt(at, { by, what: 'corrected', of: id, details: { version } })];
    if (await commitChange(tipline, change, { history, deeds })) return change;
  }
}

/** What is to be corrected, and by whom. */
interface Correction
  extends Partial<
    Pick<FactCheck, 'verdict' | 'summary' | 'url' | 'title' | 'files' | 'narratives'>
  > {
  by?: string;
  /** Why, for everybody to read. */
  why?: string | undefined;
}

/** Who corrects or withdraws where no reviewer is known. */
const OURSELVES = 'posko';

/** Withdraws a fact-check: it matches no more, and everyone who was told it hears so. */
export async function retractFactCheck(
  tipline: Tipline,
  id: string,
  { reason, by = OURSELVES }: { reason: string; by?: string },
): Promise<PublishedFactCheck | undefined> {
  for (;;) {
    const known = await tipline.store.factChecks.get(id);
    if (!known || known.retracted !== undefined) return undefined;
    const version = known.version + 1;
    const now = tipline.clock.now();
    const factCheck = { ...known, version, retracted: reason, changedAt: now };
    const announcement: Announcement = {
      id: `${id}:${version}`,
      news: 'retraction',
      factCheck: id,
      version,
      reason,
    };
    const deeds = [deedAt(now, { by, what: 'retracted', of: id })];
    const isDone = await commitChange(tipline, { factCheck, announcement }, { history: [], deeds });
    if (isDone) return factCheck;
  }
}

/** Commits a change; false where another one came first. */
async function commitChange(
  { store, index }: Tipline,
  { factCheck, announcement }: Pick<FactCheckChange, 'factCheck' | 'announcement'>,
  told: Pick<CaseCommit, 'history' | 'deeds'>,
): Promise<boolean> {
  const announcements = announcement ? [announcement] : [];
  const commit = { cases: [], factChecks: [factCheck], announcements, ...told };
  if ((await store.cases.commit(commit)) === 'stale') return false;
  await index.follow();
  return true;
}

function isSame(a: FactCheck, b: FactCheck): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(factCheck: FactCheck): unknown {
  return Object.entries(factCheck)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
