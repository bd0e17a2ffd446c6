import { type BoardEntry, forPartner } from './referral-board.ts';

/** A referral as it goes to the programs of partners, times in ISO form. */
export function toWire(entry: BoardEntry) {
  const { sentAt, answerBy, steps, notes, ...more } = forPartner(entry);
  const { standing: _, name: __, isReport: ___, ...rest } = more;
  const iso = (at: number) => new Date(at).toISOString();
  return {
    ...rest,
    sentAt: iso(sentAt),
    answerBy: iso(answerBy),
    ...(notes.length > 0 && { notes: notes.map((note) => ({ ...note, at: iso(note.at) })) }),
    steps: steps.map(({ status, at, note, recordedBy, confirmed, by }) => ({
      status,
      at: iso(at),
      recordedBy,
      ...(by && { by }),
      ...(note && { note }),
      ...(confirmed && { confirmed: true }),
    })),
  };
}
