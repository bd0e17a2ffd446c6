import type { PlayedReview } from '../../src/cli/play-review.ts';
import { closings } from '../../src/domain/cases/case.ts';
import { partnerStatuses, type ReferralStatus } from '../../src/domain/partners/referral.ts';
import { blockDays } from '../../src/services/cases/block-citizen.ts';
import type { CaseActionInput } from '../../src/services/cases/case-actions.ts';

/** Something a reviewer does in a played conversation. */
export type ReviewerAction =
  | Exclude<PlayedReview, { type: 'close' }>
  | { type: 'act'; act: CaseActionInput }
  | { type: 'answer'; status: ReferralStatus; note: string }
  | { type: 'decline'; reason: string }
  | { type: 'warn'; event: 'send' | 'approve' | 'take-back' };

/** What a reviewer does in a transcript, such as `tutup: spam` or `salah: Ini lama. https://…`. */
export function readReviewerAction(text: string): ReviewerAction {
  const [head = '', ...rest] = text.split(':');
  const tail = rest.join(':').trim();
  const named = NAMED[head]?.(tail);
  if (named) return named;
  const url = tail.match(/ (https?:\/\/\S+)$/)?.[1];
  const summary = url === undefined ? tail : tail.slice(0, -url.length).trim();
  return { type: 'decide', verdict: head, summary, url };
}

const NAMED: Readonly<Record<string, (tail: string) => ReviewerAction>> = {
  ambil: () => toAct({ name: 'claim' }),
  lepas: () => toAct({ name: 'release' }),
  tarik: (reason) => ({ type: 'retract', reason }),
  tanya: (question) => toAct({ name: 'ask', question }),
  pakai: (id) => toAct({ name: 'attach', id }),
  gabung: (into) => toAct({ name: 'merge', into }),
  pisahkan: () => toAct({ name: 'unmerge' }),
  setuju: () => toAct({ name: 'approve' }),
  kembalikan: (why) => toAct({ name: 'send-back', why }),
  batalkan: () => toAct({ name: 'take-back' }),
  tolak: (reason) => ({ type: 'decline', reason }),
  peringatkan: () => ({ type: 'warn', event: 'send' }),
  'setujui peringatan': () => ({ type: 'warn', event: 'approve' }),
  'batalkan peringatan': () => ({ type: 'warn', event: 'take-back' }),
  teruskan: (organisation) => toAct({ name: 'refer', organisation }),
  ...Object.fromEntries(
    partnerStatuses.map((status) => [
      status,
      (note: string): ReviewerAction => ({ type: 'answer', status, note }),
    ]),
  ),
  blokir: (tail) => {
    const days = blockDays.find((each) => `${each} hari` === tail) ?? 1;
    return toAct({ name: 'block', days });
  },
  'buka blokir': () => toAct({ name: 'unblock' }),
  tutup: (tail) => {
    const closing = closings.find((each) => each === tail) ?? 'unverifiable';
    return toAct({ name: 'close', closing });
  },
};

function toAct(act: CaseActionInput): ReviewerAction {
  return { type: 'act', act };
}
