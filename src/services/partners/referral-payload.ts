import type { BoardEntry } from './referral-board.ts';

/** A referral as it goes to the programs of partners, times in ISO form. */
export function toWire(entry: BoardEntry) {
  const { sentAt, answerBy, steps, standing: _, name: __, isReport: ___, ...rest } = entry;
  const iso = (at: number) => new Date(at).toISOString();
  return {
    ...rest,
    sentAt: iso(sentAt),
    answerBy: iso(answerBy),
    steps: steps.map(({ status, at, note, recordedBy, confirmed }) => ({
      status,
      at: iso(at),
      recordedBy,
      ...(note && { note }),
      ...(confirmed && { confirmed: true }),
    })),
  };
}
