import type { Tipline } from '../../app/context.ts';
import { toTicket } from '../../domain/cases/ticket.ts';
import { withReach } from '../../domain/citizens/profile.ts';
import type { AskedRight } from '../../domain/privacy/consents.ts';
import { endReach } from '../../domain/subscriptions/subscription.ts';
import type { Call, Turn } from '../../ports/turn.ts';
import { lastGiven, withdraw } from '../privacy/record-consent.ts';
import { spendToday } from './spend-today.ts';

/** More reports than a citizen can have. */
const MOST = 5000;

/**
 * Takes every consent back: what is told apart at once goes with the turn, the reports themselves by the alarm that
 * this sets; see `tend-requests.ts`.
 */
export const withdrawConsent: Call<'withdrawn' | 'nothing'> = async ({ tipline, turn }) => {
  const { store } = tipline;
  const tips = await store.cases.tipsBy(turn.citizen, MOST);
  const given = await lastGiven(store.rights, turn.citizen);
  if (tips.length === 0 && given.length === 0 && !turn.profile.consent) {
    return { outcome: 'nothing' };
  }
  const receipt = ask(tipline, turn, 'withdrawal');
  for (const text of given) withdraw(turn, text);
  turn.changes.push({ type: 'detach' });
  const files = [...new Set(tips.flatMap(({ media }) => media.map(({ sha256 }) => sha256)))];
  const { consent: _, reports, ...kept } = turn.profile;
  const { spent } = await spendToday(tipline, turn, []);
  turn.profile = {
    ...withReach(kept, endReach(kept.reach ?? {})),
    isOptedOut: true,
    ...(!kept.isOptedOut && { hasWithdrawn: true }),
    ...(spent && { spent }),
    requests: [...(kept.requests ?? []), { receipt, at: turn.now, nextAt: turn.now, files }],
    ...(reports && { reports: reports.map(withoutConsents) }),
  };
  return { outcome: 'withdrawn', values: { receipt } };
};

/** Keeps what there is and lets nobody use it. */
export const restrictData: Call<'restricted' | 'already'> = ({ tipline, turn }) => {
  if (turn.profile.isRestricted) return { outcome: 'already' };
  const receipt = ask(tipline, turn, 'restriction');
  turn.changes.push({ type: 'restrict', isRestricted: true });
  turn.changes.push({ type: 'done', receipt, at: turn.now });
  turn.profile = { ...turn.profile, isRestricted: true };
  return { outcome: 'restricted', values: { receipt } };
};

/** Lets what is kept be used again. */
export const liftRestriction: Call<'lifted' | 'already'> = ({ tipline, turn }) => {
  const { isRestricted, ...profile } = turn.profile;
  if (!isRestricted) return { outcome: 'already' };
  const receipt = ask(tipline, turn, 'continuation');
  turn.changes.push({ type: 'restrict', isRestricted: false });
  turn.changes.push({ type: 'done', receipt, at: turn.now });
  turn.profile = profile;
  return { outcome: 'lifted', values: { receipt } };
};

/** Writes down what is asked, under a receipt; questions that are open have lost their ground. */
function ask(tipline: Tipline, turn: Turn, asked: AskedRight): string {
  const receipt = toTicket(tipline.randomBytes(9), 8);
  turn.changes.push({ type: 'asked', receipt, asked, at: turn.now });
  turn.conversation = { frames: turn.conversation.frames.slice(-1) };
  return receipt;
}

type Report = NonNullable<Turn['profile']['reports']>[number];

/** Who reports is gone, and nobody may pass the report on; a partner who has it is told that it is withdrawn. */
function withoutConsents({ reporter: _, handOver: __, ...report }: Report): Report {
  return { ...report, wantsReminders: false };
}
