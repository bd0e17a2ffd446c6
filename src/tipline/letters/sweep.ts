import type { Tipline } from '../tipline.ts';
import { announceAll } from './announce.ts';

/** At most this many citizens are woken by one sweep; the next one takes the rest. */
const LIMIT = 5000;

/** Wakes whatever a lost job has forgotten, takes in changes made elsewhere, and announces verdicts. */
export async function sweep(tipline: Tipline): Promise<void> {
  const { store, clock, jobs, observe } = tipline;
  await follow(tipline);
  await announceAll(tipline);
  const now = clock.now();
  const due = await store.turns.findDue(now, LIMIT);
  for (const citizen of due) jobs.wake({ type: 'turn', citizen, isPatient: true });
  const waiting = await store.outbox.findWaiting(now, LIMIT);
  for (const citizen of waiting) jobs.wake({ type: 'send', citizen });
  observe({ type: 'swept', turns: due.length, sends: waiting.length });
}

/** Takes in what other processes have changed: fact-checks, open cases, settings, answers to voters and looks at contacts. */
export async function follow({
  index,
  openCases,
  settingsBook,
  voterBook,
  contactBook,
}: Pick<
  Tipline,
  'index' | 'openCases' | 'settingsBook' | 'voterBook' | 'contactBook'
>): Promise<void> {
  await index.follow();
  await openCases.follow();
  await settingsBook.follow();
  await voterBook.follow();
  await contactBook.follow();
}
