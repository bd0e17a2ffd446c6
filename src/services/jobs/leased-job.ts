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
  /** The least time from one beginning to the next. */
  apartMs: number;
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

const records = documentsOf('job', recordSchema);

/** Lists what the jobs have come to, each under its name. */
export const listJobs = records.list;

/** Does a second's worth of a job, unless it is not due or another process holds it; who has lost the lease writes no cursor. */
export async function runLeased(
  deps: DocumentDeps & { clock: Clock },
  { name: id, apartMs, leaseMs, isDue, perform }: LeasedJob,
  signal: AbortSignal,
): Promise<void> {
  const now = deps.clock.now();
  const known = await records.find(deps, id);
  if (known && Math.max(known.leasedUntil, known.dueAt) > now) return;
  const isContinued = known?.cursor !== undefined;
  if (!isContinued && isDue && !(await isDue())) return;
  const before = known ?? { id, revision: 0, failures: 0, commands: 0, beganAt: now };
  const begun = isContinued ? {} : { beganAt: now, commands: 0 };
  const leased = { ...before, ...begun, dueAt: now, leasedUntil: now + leaseMs };
  let held = await records.save(deps, leased);
  for (let spent = 0; held; ) {
    const { cursor, commands } = await perform(held.cursor, signal).catch(async (error) => {
      if (held) await records.save(deps, afterFailure(held, deps.clock.now()));
      throw error;
    });
    spent += commands;
    const come = { ...held, cursor, commands: held.commands + commands, failures: 0 };
    const isOver = cursor === undefined;
    const rests = isOver || spent >= COMMANDS_A_SECOND || signal.aborted;
    const dueAt = isOver ? held.beganAt + apartMs : now + SECOND_MS;
    const until = deps.clock.now() + leaseMs;
    held = await records.save(deps, {
      ...come,
      ...(rests ? { dueAt, leasedUntil: 0 } : { leasedUntil: until }),
    });
    if (rests) return;
  }
}

function afterFailure<Held extends z.infer<typeof recordSchema>>(held: Held, now: number): Held {
  const failures = held.failures + 1;
  const pause = Math.min(LONGEST_PAUSE_MS, SECOND_MS * 2 ** Math.min(20, failures));
  return { ...held, failures, leasedUntil: 0, dueAt: now + pause };
}
