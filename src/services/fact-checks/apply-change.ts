import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { changeFactCheck, signedWords } from '../../domain/fact-checks/change-fact-check.ts';
import { citedBy, withCopies } from '../../domain/fact-checks/citation.ts';
import { type FactCheck, MOST_FILES, MOST_WORDINGS } from '../../domain/fact-checks/fact-check.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { answerOf, type Signing } from '../../domain/fact-checks/signing.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { CaseCommit } from '../../ports/commit.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { replacedEntry } from './fact-check-versions.ts';
import { importBatch } from './import-fact-checks.ts';
import type { StoredChange, Wanted } from './proposed-change.ts';

/** What came of carrying a change out; `stale` where the fact-check is no longer what it was when it was asked for. */
export type Applied =
  | { type: 'done'; factCheck?: PublishedFactCheck | undefined }
  | { type: 'same' | 'known'; factCheck: PublishedFactCheck }
  | { type: 'stale' }
  | { type: 'gone' };

/** Who wanted what, who agreed, and which versions they have seen, if that matters. */
export type Order = Pick<StoredChange, 'by' | 'why' | 'approved' | keyof Signing> & {
  versions?: StoredChange['versions'] | undefined;
  words?: string | undefined;
};
type Applying = Pick<FactCheckDeps, 'store' | 'clock'> & {
  index: Pick<FactCheckDeps['index'], 'follow'>;
};

/** Applies a change to what citizens are told; repeating it changes nothing more. */
export async function applyChange(
  applying: Applying,
  wanted: Wanted,
  order: Order,
): Promise<Applied> {
  if (wanted.type === 'import') return applyImport(applying, wanted, order);
  const { store, clock, index } = applying;
  const id = wanted.type === 'new' ? wanted.factCheck.id : wanted.id;
  for (;;) {
    const known = await store.factChecks.get(id);
    const planned = planChange(known, wanted, { order, now: clock.now() });
    if ('type' in planned) return planned;
    const { factCheck, ...rest } = planned;
    const commit = { cases: [], factChecks: [factCheck], ...rest };
    if ((await store.cases.commit(commit)) === 'stale') continue;
    await index.follow();
    return { type: 'done', factCheck };
  }
}

interface Planned extends Omit<CaseCommit, 'cases' | 'factChecks'> {
  factCheck: PublishedFactCheck;
}

/** What a change comes to for the fact-check as it is, or why to nothing. */
export function planChange(
  known: PublishedFactCheck | undefined,
  wanted: Exclude<Wanted, { type: 'import' }>,
  { order, now }: { order: Order; now: number },
): Planned | Applied {
  if (wanted.type === 'new') {
    if (known) return { type: 'known', factCheck: known };
    const signed = signaturesOf(order, now);
    const dated = { ...wanted.factCheck, ...(signed && { publishedAt: jakartaDay(now) }) };
    const { factCheck } = changeFactCheck(undefined, dated, now, signed);
    const details = detailsOf(order, { before: 'none', after: factCheck.verdict });
    const event = { by: order.by, what: 'fact-check-added', of: factCheck.id, details } as const;
    return { factCheck, history: [], events: [auditEventAt(now, event)] };
  }
  if (!known || known.retracted !== undefined) return { type: 'gone' };
  if (order.versions && order.versions[known.id] !== known.version) return { type: 'stale' };
  return wanted.type === 'retract'
    ? planRetraction(known, order, now)
    : planCorrection(known, wanted.changes, { order, now });
}

function planRetraction(known: PublishedFactCheck, order: Order, now: number): Planned {
  const { id } = known;
  const [version, reason] = [known.version + 1, order.why ?? ''];
  const news = { news: 'retraction', factCheck: id, version, reason } as const;
  const announcement: Announcement = { id: `${id}:${version}`, ...news };
  const details = detailsOf(order, { before: known.verdict, after: 'withdrawn' });
  return {
    factCheck: { ...known, version, retracted: reason, changedAt: now },
    announcements: [announcement],
    history: [],
    events: [auditEventAt(now, { by: order.by, what: 'retracted', of: id, details })],
  };
}

function planCorrection(
  known: PublishedFactCheck,
  changes: Changes,
  { order, now }: { order: Order; now: number },
): Planned | Applied {
  const {
    version: _,
    changedAt: __,
    retracted: ___,
    from: ____,
    signatories: _____,
    ...before
  } = known;
  const stated = { ...before, ...given(changes, before), ...added(before, changes) };
  const signed = signaturesOf(order, now);
  const { type, factCheck, announcement } = changeFactCheck(known, stated, now, signed);
  if (type === 'same') return { type, factCheck };
  // An import may have changed words that the correction leaves, and nobody has signed those.
  if (order.words && order.words !== signedWords(factCheck)) return { type: 'stale' };
  const { by, why } = order;
  const seen = { version: factCheck.version, before: known.verdict, after: factCheck.verdict };
  const details = detailsOf(order, seen);
  return {
    factCheck,
    announcements: announcement ? [announcement] : [],
    history: [replacedEntry(known, { at: now, by, why })],
    events: [auditEventAt(now, { by, what: 'corrected', of: known.id, details })],
  };
}

/** Who has signed, and when; a change that is only planned is signed by nobody yet. */
function signaturesOf(order: Order, now: number) {
  return order.signatories?.map((each) => ({ ...each, at: answerOf(order, each.id)?.at ?? now }));
}

type Changes = Extract<Wanted, { type: 'correct' }>['changes'];

/** Only what is given; nothing is taken away by being left out. */
export function given(
  { citations, files: _, narratives: __, ...plain }: Changes,
  before: Pick<FactCheck, 'url' | 'citations'>,
): Partial<FactCheck> {
  const cited = citations && withCopies(citations, before.citations);
  const isCitedAnew = cited && JSON.stringify(cited) !== JSON.stringify(citedBy(before));
  const said = Object.entries(plain).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(said), ...(isCitedAnew && { citations: cited }) };
}

/** Only adds files and wordings, and keeps those that came meanwhile. */
function added(
  { files: had = [], narratives: knew }: Pick<FactCheck, 'files' | 'narratives'>,
  { files, narratives }: Changes,
): Partial<FactCheck> {
  const fresh = new Set(files?.map(({ sha256 }) => sha256));
  const kept = had.filter(({ sha256 }) => !fresh.has(sha256));
  return {
    ...(files && { files: [...kept, ...files].slice(0, MOST_FILES) }),
    ...(narratives && {
      narratives: [...new Set([...knew, ...narratives])].slice(0, MOST_WORDINGS),
    }),
  };
}

/** Rows that have changed since they were asked for are left as they are. */
async function applyImport(
  { store, clock, index }: Applying,
  { source, factChecks }: Extract<Wanted, { type: 'import' }>,
  { by, approved, versions }: Order,
): Promise<Applied> {
  const standing: FactCheck[] = [];
  for (const row of factChecks) {
    const known = await store.factChecks.get(row.id);
    if (!versions) standing.push(row);
    else if (versions[row.id] === known?.version) standing.push(withWordings(row, known));
  }
  const gathered = { source, factChecks: standing, same: 0, refused: [] };
  await importBatch({ store, now: clock.now(), by, seconded: approved?.by }, gathered);
  await index.follow();
  return standing.length === 0 && factChecks.length > 0 ? { type: 'stale' } : { type: 'done' };
}

/** A row is kept without the wordings that were known; those of now are put back, and no others. */
function withWordings(row: FactCheck, known: PublishedFactCheck | undefined): FactCheck {
  const narratives = [...new Set([...(known?.narratives ?? []), ...row.narratives])];
  return { ...row, narratives: narratives.slice(0, MOST_WORDINGS) };
}

function detailsOf({ approved }: Order, details: Readonly<Record<string, string | number>>) {
  return approved ? { ...details, seconded: approved.by } : details;
}
