import { closings } from '../domain/cases/case.ts';
import { partnerStatuses } from '../domain/partners/referral.ts';
import type { CaseAct } from '../services/cases/case-actions.ts';
import { blockDays } from '../services/privacy/block-citizen.ts';
import type { ReviewerAction } from './play-review.ts';

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
  tanya: (text) => toAct({ name: 'ask', text }),
  pakai: (id) => toAct({ name: 'attach', id }),
  gabung: (into) => toAct({ name: 'merge', into: into.toUpperCase() }),
  pisahkan: () => toAct({ name: 'unmerge' }),
  setuju: () => toAct({ name: 'approve' }),
  kembalikan: (text) => toAct({ name: 'send-back', text }),
  batalkan: () => toAct({ name: 'take-back' }),
  tolak: (reason) => ({ type: 'decline', reason }),
  peringatkan: () => ({ type: 'warn', deed: 'send' }),
  'setujui peringatan': () => ({ type: 'warn', deed: 'approve' }),
  'batalkan peringatan': () => ({ type: 'warn', deed: 'take-back' }),
  teruskan: (to) => ({ type: 'refer', to }),
  ...Object.fromEntries(
    partnerStatuses.map((status) => [
      status,
      (note: string): ReviewerAction => ({ type: 'answer', status, note }),
    ]),
  ),
  blokir: (tail) => ({
    type: 'block',
    days: blockDays.find((days) => `${days} hari` === tail) ?? 1,
  }),
  'buka blokir': () => ({ type: 'unblock' }),
  tutup: (tail) => {
    const closing = closings.find((each) => each === tail) ?? 'unverifiable';
    return toAct({ name: 'close', closing });
  },
};

function toAct(act: CaseAct): ReviewerAction {
  return { type: 'act', act };
}
