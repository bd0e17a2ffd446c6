import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';

/** How far a job has come: where its next part begins, nowhere once all is done, and how many commands this part gave. */
export interface Progress {
  cursor?: string | undefined;
  commands: number;
}

/** Work that one process at a time does for all of them. */
export interface LeasedJob {
  name: string;
  /** How often each process looks for it; without `isDue`, at least half of it lies between two beginnings. */
  everyMs: number;
  /** Longer than a part takes; if its process has died, another one continues after it. */
  leaseMs: number;
  /** Whether there is anything to begin with; always, where this is missing. */
  isDue?(): Promise<boolean>;
  /** Does the part from a cursor on; it may be done twice. */
  perform(cursor: string | undefined, signal: AbortSignal): Promise<Progress>;
}

const recordSchema = z.object({
  cursor: z.string().optional(),
  /** When the work under way, or the last one, began, and its commands so far. */
  beganAt: z.number(),
  commands: z.int(),
  dueAt: z.number(),
  leasedUntil: z.number(),
  /** How often in a row it has failed. */
  failures: z.int(),
});

/** All processes together give no more commands than this within a second, so that citizens are served meanwhile. */
export const COMMANDS_A_SECOND = 3000;
const SECOND_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

type LeaseDeps = DocumentDeps & { clock: Pick<Clock, 'now'> };

const records = documentsOf('job', recordSchema);

/** Lists what the jobs have come to by their names, and for how long unfinished ones have been under way. */
export async function listJobs(deps: LeaseDeps) {
  const now = deps.clock.now();
  return (await records.list(deps)).map((job) => {
    const isUnfinished = job.cursor !== undefined || job.leasedUntil > now;
    return { ...job, seconds: isUnfinished ? Math.max(0, now - job.beganAt) / 1000 : 0 };
  });
}

/** Does a second's worth of a job, unless it is not due or another process holds it; one whose lease was lost writes no cursor. */
export async function runLeased(
  deps: LeaseDeps,
  { name: id, everyMs, leaseMs, isDue, perform }: LeasedJob,
  signal: AbortSignal,
): Promise<void> {
  const now = deps.clock.now();
  const known = await records.find(deps, id);
  if (known && Math.max(known.leasedUntil, known.dueAt) > now) return;
  const isContinued = known?.cursor !== undefined;
  if (!isContinued && isDue && !(await isDue())) return;
  const begun = isContinued
    ? known
    : { revision: 0, failures: 0, ...known, beganAt: now, commands: 0 };
  let held = await records.save(deps, { ...begun, id, dueAt: now, leasedUntil: now + leaseMs });
  for (let spent = 0; held; ) {
    const failed = { ...held, ...afterFailure(held.failures + 1, now) };
    const { cursor, commands } = await perform(held.cursor, signal).catch(async (error) => {
      await records.save(deps, failed);
      throw error;
    });
    spent += commands;
    const isOver = cursor === undefined;
    const rests = isOver || spent >= COMMANDS_A_SECOND || signal.aborted;
    const dueAt = isOver ? held.beganAt + (isDue ? 0 : everyMs / 2) : now + SECOND_MS;
    const next = rests ? { dueAt, leasedUntil: 0 } : { leasedUntil: deps.clock.now() + leaseMs };
    const come = { cursor, commands: held.commands + commands, failures: 0 };
    held = await records.save(deps, { ...held, ...come, ...next });
    if (rests) return;
  }
}

function afterFailure(failures: number, now: number) {
  const pause = Math.min(LONGEST_PAUSE_MS, SECOND_MS * 2 ** failures);
  return { failures, leasedUntil: 0, dueAt: now + pause };
}
