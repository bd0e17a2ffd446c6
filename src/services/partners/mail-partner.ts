import { isUsable } from '../../domain/accounts/reviewer.ts';
import { markOf } from '../../domain/cases/exercise.ts';
import { readLiaison } from '../../domain/partners/liaison.ts';
import { statusOf } from '../../domain/partners/referral.ts';
import type { AlertChannels } from '../../ports/alert-channels.ts';
import { readPeople, readPerson } from '../accounts/people.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import texts from './letter-text.json' with { type: 'json' };
import type { PartnerDeps } from './partner-deps.ts';
import { editReferral, findReferral, type StoredReferral, saveReferral } from './referrals.ts';

type Mailing = Pick<PartnerDeps, 'store' | 'clock' | 'settings'> & {
  mail?: AlertChannels['mail'] | undefined;
};

const MOST_TRIES = 6;
/** Longer than sending takes; if its process has died, another one tries after it. */
const LEASE_MS = 120_000;

/** Writes once to the partner's people that a referral is new, to those who asked for it, or late, to its deputy. */
export async function mailPartner(deps: Mailing, referral: StoredReferral) {
  const { letters, escalations } = referral;
  const [now, isLate] = [deps.clock.now(), escalations > 0];
  if (!deps.mail) return referral;
  const waits = statusOf(referral) === 'dikirim';
  const isNews = waits && letters?.isLate !== isLate;
  const known = waits && letters && letters.dueAt <= now ? letters : { to: [], tries: 0 };
  const { to, tries } = isNews ? { to: await readersOf(deps, referral), tries: 0 } : known;
  if (!isNews && to.length === 0) return referral;
  const round = { to, tries: tries + 1, isLate, dueAt: now + LEASE_MS * 2 ** tries };
  const held = await saveReferral(deps, { ...referral, letters: round });
  if (!held || to.length === 0) return held ?? referral;
  const missed: string[] = [];
  for (const name of to) await send(deps, held, name).catch(() => missed.push(name));
  const left = { ...round, to: round.tries < MOST_TRIES ? missed : [] };
  const { reference } = held;
  await editReferral(deps, reference, (found) =>
    found ? { value: { ...found, letters: left } } : 'nothing',
  );
  return (await findReferral(deps, reference)) ?? held;
}

async function readersOf(deps: Mailing, { organisation, urgency, escalations }: StoredReferral) {
  const { members = [], deputy = '' } = (await findOrganisation(deps, organisation)) ?? {};
  const { email } = readLiaison(deputy);
  if (escalations > 0) return email ? [email] : [];
  const wanted = urgency && urgency !== 'usual' ? ['all', 'urgent'] : ['all'];
  const accounts = (await deps.store.reviewers.list()).filter(
    (each) => members.includes(each.id) && each.role === 'partner' && isUsable(each),
  );
  const people = await readPeople(deps);
  return accounts
    .map(({ name }) => name)
    .filter((name) => wanted.includes(people.get(name)?.tellOf ?? 'none'));
}

/** Says that a referral is there and where, and nothing of what it says; `name` may be an address. */
async function send({ store, settings, mail }: Mailing, referral: StoredReferral, name: string) {
  const { reference, urgency = 'usual', escalations } = referral;
  const { email, language } = await readPerson({ store }, name);
  const to = name.includes('@') ? name : email;
  const say = texts[language];
  const news = escalations > 0 ? 'late' : urgency === 'usual' ? 'new' : 'urgent';
  const what = markOf(reference) + say[news];
  const page = `${settings.site.address ?? ''}/review/board/${reference}`;
  const text = `${what}: ${reference}.\n\n${say.open} ${page}\n`;
  if (to) await mail?.({ to, subject: `[${settings.post}] ${what}: ${reference}`, text });
}
