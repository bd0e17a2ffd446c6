import { closings } from '../review/case.ts';
import { blockDays } from '../tipline/desk/block-citizen.ts';
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
  ambil: () => ({ type: 'claim' }),
  lepas: () => ({ type: 'release' }),
  tarik: (reason) => ({ type: 'retract', reason }),
  tanya: (question) => ({ type: 'ask', question }),
  pakai: (factCheck) => ({ type: 'attach', factCheck }),
  gabung: (into) => ({ type: 'merge', into }),
  pisahkan: () => ({ type: 'unmerge' }),
  setuju: () => ({ type: 'approve' }),
  kembalikan: (why) => ({ type: 'send-back', why }),
  batalkan: () => ({ type: 'take-back' }),
  blokir: (tail) => ({
    type: 'block',
    days: blockDays.find((days) => `${days} hari` === tail) ?? 1,
  }),
  'buka blokir': () => ({ type: 'unblock' }),
  tutup: (tail) => ({
    type: 'close',
    closing: closings.find((closing) => closing === tail) ?? 'unverifiable',
  }),
};
