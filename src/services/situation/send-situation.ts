import { z } from 'zod';
import { isQuiet } from '../../domain/duty/alert.ts';
import { HOUR } from '../../domain/time/jakarta-day.ts';
import type { StaffLanguage } from '../../i18n/languages.ts';
import type { AlertChannels, Email } from '../../ports/alert-channels.ts';
import { documentsOf } from '../../ports/documents.ts';
import { readPeople } from '../accounts/people.ts';
import { viewDuty } from '../duty/roster.ts';
import type { SituationDeps } from './count-answers.ts';
import { countSituation, type Situation } from './count-situation.ts';

/** The last summary: of which six hours, to whom it has still to go, and until when one process sends it. */
const roundSchema = z.object({
  number: z.int(),
  to: z.array(z.string()),
  tries: z.int(),
  dueAt: z.number(),
});

interface Sending extends SituationDeps {
  ways: Pick<AlertChannels, 'mail'>;
  /** Says a situation in the words of a language. */
  summarise(situation: Situation, language: StaffLanguage): Promise<Omit<Email, 'to'>>;
  warn(what: string): void;
}

const EVERY_MS = 6 * HOUR;
/** Rounds begin at midnight in Jakarta. */
const JAKARTA_MS = 7 * HOUR;
/** Longer than sending takes; if its process has died, another one tries after it. */
const LEASE_MS = 120_000;
const MOST_TRIES = 6;
const ID = 'round';

const rounds = documentsOf('situation', roundSchema);

/** Sends the last six hours' summary once to each on duty with an e-mail address and no quiet hours; safe to repeat. */
export async function sendSituation(deps: Sending): Promise<void> {
  const { ways, clock, warn } = deps;
  if (!ways.mail) return;
  const now = clock.now();
  const number = Math.floor((now + JAKARTA_MS) / EVERY_MS);
  const known = await rounds.find(deps, ID);
  const isNew = known?.number !== number;
  if (!isNew && (known.to.length === 0 || known.dueAt > now)) return;
  const to = isNew ? await addressees(deps) : known.to;
  const tries = isNew ? 1 : known.tries + 1;
  const round = { id: ID, number, to, tries, dueAt: now + LEASE_MS * tries };
  // The first round ever is only noted: it began before anybody could have asked for it.
  const first = known ? to : [];
  const held = await rounds.save(deps, { ...round, to: first, revision: known?.revision ?? 0 });
  if (!held || first.length === 0) return;
  const until = number * EVERY_MS - JAKARTA_MS;
  const situation = await countSituation(deps, { since: until - EVERY_MS, until });
  const people = await readPeople(deps);
  const missed: string[] = [];
  for (const name of first) {
    const { email = '', language = 'id' } = people.get(name) ?? {};
    const letter = { to: email, ...(await deps.summarise(situation, language)) };
    await ways.mail(letter).catch(() => missed.push(name));
  }
  if (missed.length > 0) warn(`the situation report did not reach ${missed.length} by e-mail`);
  await rounds.save(deps, { ...held, to: tries < MOST_TRIES ? missed : [] });
}

async function addressees(deps: Sending): Promise<string[]> {
  const { plan, now: onDuty } = await viewDuty(deps);
  const people = await readPeople(deps);
  const now = deps.clock.now();
  const names = new Set([...onDuty.map(({ reviewer }) => reviewer), ...plan.callList]);
  return [...names].filter((name) => {
    const person = people.get(name);
    return person?.email !== undefined && !isQuiet(person, now);
  });
}
