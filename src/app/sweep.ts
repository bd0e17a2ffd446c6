import { follow } from '../services/conversation/refresh.ts';
import { releaseChanges } from '../services/fact-checks/decide-change.ts';
import { announceAll } from '../services/messaging/announce.ts';
import type { AppDeps } from './app-deps.ts';

/** At most this many citizens are woken by one sweep; the next one takes the rest. */
const LIMIT = 5000;

/** Wakes what a lost job has forgotten, follows changes made elsewhere, and announces verdicts. */
export async function sweep(deps: AppDeps): Promise<void> {
  const { store, clock, jobs, observe, strays } = deps;
  await follow(deps);
  await releaseChanges(deps);
  await announceAll(deps);
  const now = clock.now();
  const due = await store.turns.findDue(now, LIMIT);
  for (const citizen of due) jobs.wake({ type: 'turn', citizen, isPatient: true });
  const found = await store.outbox.findWaiting(now, LIMIT + strays.countAt(now));
  const waiting = found.filter((citizen) => !strays.has(citizen, now));
  for (const citizen of waiting) jobs.wake({ type: 'send', citizen, isPatient: true });
  observe({ type: 'swept', turns: due.length, sends: waiting.length });
}
