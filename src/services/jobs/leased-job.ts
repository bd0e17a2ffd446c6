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
  /** Longer than a part takes; if it failed or its process has died, it is done again after it. */
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
});

/** All processes together give no more commands than this within a second, so that citizens are served meanwhile. */
export const COMMANDS_A_SECOND = 3000;
const SECOND_MS = 1000;

const records = documentsOf('job', recordSchema);

/** Lists the jobs that are under way, or were when their process died, by their names. */
export async function unfinishedJobs(deps: DocumentDeps) {
  return (await records.list(deps)).filter(isUnfinished);
}

function isUnfinished({ cursor, leasedUntil }: z.infer<typeof recordSchema>): boolean {
  return cursor !== undefined || leasedUntil > 0;
}

/** Does a second's worth of a job, unless it is not due or another process holds it; one whose lease was lost writes no cursor. */
export async function runLeased(
  deps: DocumentDeps & { clock: Clock },
  { name: id, everyMs, leaseMs, isDue, perform }: LeasedJob,
  signal: AbortSignal,
): Promise<void> {
  const now = deps.clock.now();
  const known = await records.find(deps, id);
  if (known && Math.max(known.leasedUntil, known.dueAt) > now) return;
  const isContinued = known && isUnfinished(known);
  if (!isContinued && isDue && !(await isDue())) return;
  const begun = isContinued ? known : { revision: 0, ...known, beganAt: now, commands: 0 };
  let held = await records.save(deps, { ...begun, id, dueAt: now, leasedUntil: now + leaseMs });
  for (let spent = 0; held; ) {
    const { cursor, commands } = await perform(held.cursor, signal);
    spent += commands;
    const isOver = cursor === undefined;
    const rests = isOver || spent >= COMMANDS_A_SECOND || signal.aborted;
    const dueAt = isOver ? held.beganAt + (isDue ? 0 : everyMs / 2) : now + SECOND_MS;
    const next = rests ? { dueAt, leasedUntil: 0 } : { leasedUntil: deps.clock.now() + leaseMs };
    const come = { cursor, commands: held.commands + commands };
    held = await records.save(deps, { ...held, ...come, ...next });
    if (rests) return;
  }
}
