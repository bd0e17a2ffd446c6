import { systemActor } from '../../domain/accounts/reviewer.ts';
import { changeFactCheck } from '../../domain/fact-checks/change-fact-check.ts';
import type { FactCheck } from '../../domain/fact-checks/fact-check.ts';
import { hostOf, hostsOf } from '../../domain/fact-checks/source-hosts.ts';
import type { Observe } from '../../ports/events.ts';
import type { FactCheckSource } from '../../ports/fact-check-source.ts';
import { isKnownOrganisation } from '../organisations/organisations.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import type { ImportResult } from './import-fact-checks.ts';
import { listSources, nextDue, type Source, saveSource } from './sources.ts';
import type { Submitting } from './submit-change.ts';
import { type HasToWait, submitImport } from './submit-import.ts';

/** Longer than any source takes; if its process died, another one begins after it. */
const LEASE_MS = 15 * 60_000;
/** The first wait after a failure; each further one doubles it, up to a day. */
const RETRY_MS = 15 * 60_000;
const MOST_RETRY_MS = 24 * 3_600_000;
/** So many at one look; the rest are still due at the next. */
const AT_ONCE = 10;

type Refreshing = Submitting & { factCheckSource: FactCheckSource };

/** Result of a source: `busy` where another process has it. */
export type Refreshed =
  | { type: 'taken'; source: Source; report: ImportResult }
  | { type: 'failed'; source: Source; why: string }
  | { type: 'busy' };

/** Takes in the sources that are due, one after the other, each by one process alone. */
export async function refreshDue(
  refreshing: Refreshing & { observe: Observe },
  signal: AbortSignal,
): Promise<void> {
  const now = refreshing.clock.now();
  const due = (await listSources(refreshing)).filter(({ dueAt }) => dueAt <= now);
  for (const source of due.toSorted((a, b) => a.dueAt - b.dueAt).slice(0, AT_ONCE)) {
    if (signal.aborted) return;
    const read = await refreshSource(refreshing, source, signal);
    if (read.type === 'busy') continue;
    const count = read.type === 'taken' ? read.report.new : 0;
    refreshing.observe({ type: 'imported', outcome: read.type, count });
  }
}

/** Takes in one source as it was read, and notes what came of it. */
export async function refreshSource(
  refreshing: Refreshing,
  source: Source,
  signal?: AbortSignal,
): Promise<Refreshed> {
  const { store, clock, factCheckSource } = refreshing;
  const begun = clock.now();
  if (source.leasedUntil > begun) return { type: 'busy' };
  if (!(await saveSource({ store }, { ...source, leasedUntil: begun + LEASE_MS }))) {
    return { type: 'busy' };
  }
  const held = { ...source, revision: source.revision + 1, leasedUntil: 0 };
  const { org, pages, hosts } = source;
  const gathering = await factCheckSource.fromAddress(source.source, { org, pages, hosts, signal });
  if (signal?.aborted) {
    await saveSource({ store }, held); // the next process reads it again, and nothing has failed
    return { type: 'busy' };
  }
  const now = clock.now();
  if (gathering.type === 'refused') {
    const failed = noteFailure(held, gathering.why, now);
    await saveSource({ store }, failed);
    return { type: 'failed', source: failed, why: gathering.why };
  }
  const order = {
    by: systemActor.name,
    // Not the system: the person who added a source cannot review what it brings.
    proposer: source.addedBy,
    gathered: gathering.gathered,
    hasToWait: await waitingRule(refreshing, source, { rows: gathering.gathered.factChecks, now }),
  };
  const { report } = await submitImport(refreshing, order);
  const { waiting = 0 } = report;
  const last = { ...report, waiting, refused: report.refused.length, at: now };
  const taken = { ...held, last, failures: 0, dueAt: nextDue(source, now) };
  await saveSource({ store }, taken);
  return { type: 'taken', source: taken, report };
}

function noteFailure(source: Source, why: string, now: number): Source {
  const failures = source.failures + 1;
  const none = { new: 0, same: 0, changed: 0, corrected: 0, refused: 0, waiting: 0 };
  const wait = Math.min(MOST_RETRY_MS, RETRY_MS * 2 ** Math.min(20, failures - 1));
  const last = { ...none, at: now, error: why.slice(0, 300) };
  return { ...source, failures, last, dueAt: now + wait };
}

/** More corrections than this at once are rather a fault or an attack than an editor's day. */
export const MOST_CORRECTIONS = 5;

/** Why a source's change waits for a person: another verdict, host or organisation, or too much at once. */
async function waitingRule(
  deciding: Pick<FactCheckDeps, 'store' | 'settings'>,
  source: Pick<Source, 'source' | 'hosts'>,
  { rows, now }: { rows: readonly FactCheck[]; now: number },
): Promise<HasToWait> {
  let corrections = 0;
  const strangers = new Set<string>();
  for (const { org } of rows) {
    if (!strangers.has(org) && !(await isKnownOrganisation(deciding, org))) strangers.add(org);
  }
  for (const row of rows) {
    const known = await deciding.store.factChecks.get(row.id);
    if (changeFactCheck(known, row, now).type === 'corrected') corrections += 1;
  }
  if (corrections > MOST_CORRECTIONS) return () => true;
  const allowed = hostsOf(source);
  return (next, known) =>
    (known !== undefined && known.verdict !== next.verdict) ||
    (known?.org !== next.org && strangers.has(next.org)) ||
    (next.url !== undefined && !allowed.has(hostOf(next.url)));
}
