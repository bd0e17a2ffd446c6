import { systemActor } from '../../domain/accounts/reviewer.ts';
import { changeFactCheck } from '../../domain/fact-checks/change-fact-check.ts';
import type { FactCheck } from '../../domain/fact-checks/fact-check.ts';
import { hostOf, hostsOf } from '../../domain/fact-checks/source-hosts.ts';
import { HOUR } from '../../domain/time/jakarta-day.ts';
import type { Observe } from '../../ports/events.ts';
import type { FactCheckSource } from '../../ports/fact-check-source.ts';
import type { Progress } from '../jobs/leased-job.ts';
import { isKnownOrganisation } from '../organisations/organisations.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { listSources, type Source, saveSource } from './sources.ts';
import type { Submitting } from './submit-change.ts';
import { type HasToWait, submitImport } from './submit-import.ts';

/** Longer than any source takes; if its process died, another one begins after it. */
const LEASE_MS = 15 * 60_000;
/** The first wait after a failure; each further one doubles it, up to a day. */
const RETRY_MS = 15 * 60_000;
const MOST_RETRY_MS = 24 * HOUR;

type Refreshing = Submitting & { factCheckSource: FactCheckSource };

/** Result of a source, and how many fact-checks are new: `busy` where another process has it. */
type Refreshed = { type: 'taken' | 'failed' | 'busy'; count: number };
const BUSY: Refreshed = { type: 'busy', count: 0 };

/** Takes in the source that has been due longest, by one process alone; the others that are due are parts of their own. */
export async function refreshNext(
  refreshing: Refreshing & { observe: Observe },
  signal: AbortSignal,
): Promise<Progress> {
  const now = refreshing.clock.now();
  const isDue = ({ dueAt, leasedUntil }: Source) => dueAt <= now && leasedUntil <= now;
  const due = (await listSources(refreshing)).filter(isDue);
  const [next, ...rest] = due.sort((a, b) => a.dueAt - b.dueAt);
  if (!next) return { commands: 1 };
  const { type, count } = await refreshSource(refreshing, next, signal);
  if (type !== 'busy') refreshing.observe({ type: 'imported', outcome: type, count });
  return { cursor: (type === 'busy' ? next : rest[0])?.id, commands: 1 + count };
}

/** Takes in one source as it was read, and notes what came of it. */
export async function refreshSource(
  refreshing: Refreshing,
  source: Source,
  signal?: AbortSignal,
): Promise<Refreshed> {
  const { store, clock, factCheckSource } = refreshing;
  const begun = clock.now();
  if (source.leasedUntil > begun) return BUSY;
  const leased = await saveSource({ store }, { ...source, leasedUntil: begun + LEASE_MS });
  if (!leased) return BUSY;
  const held = { ...leased, leasedUntil: 0 };
  const { org, pages, hosts } = source;
  const gathering = await factCheckSource.fromAddress(source.source, { org, pages, hosts, signal });
  if (signal?.aborted) {
    await saveSource({ store }, held); // the next process reads it again, and nothing has failed
    return BUSY;
  }
  const now = clock.now();
  if (gathering.type === 'refused') {
    await saveSource({ store }, noteFailure(held, gathering.why, now));
    return { type: 'failed', count: 0 };
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
  const dueAt = now + source.everyHours * HOUR;
  await saveSource({ store }, { ...held, last, failures: 0, dueAt });
  return { type: 'taken', count: report.new };
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
  for (const row of rows) {
    const { org } = row;
    if (!strangers.has(org) && !(await isKnownOrganisation(deciding, org))) strangers.add(org);
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
