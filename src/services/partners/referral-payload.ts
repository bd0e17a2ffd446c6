import { isExercise } from '../../domain/cases/exercise.ts';
import { defang } from '../../domain/text/links.ts';
import { type BoardEntry, forPartner } from './referral-board.ts';
import columns from './referral-columns.json' with { type: 'json' };

/** A referral as it goes to the programs of partners, times in ISO form. */
export function toWire(entry: BoardEntry) {
  const { sentAt, answerBy, steps, notes, custody, links, deletedAt, ...more } = forPartner(entry);
  const { standing: _, name: __, isReport: ___, matter: ____, ...rest } = more;
  const iso = (at: number) => new Date(at).toISOString();
  const timed = <T extends { at: number }>(all: readonly T[]) =>
    all.map((each) => ({ ...each, at: iso(each.at) }));
  return {
    ...rest,
    ...(isExercise(rest.reference) && { exercise: true }),
    links: links.map(defang),
    sentAt: iso(sentAt),
    answerBy: iso(answerBy),
    ...(deletedAt && { deletedAt: iso(deletedAt) }),
    ...(notes.length > 0 && { notes: timed(notes) }),
    ...(custody.length > 0 && { custody: timed(custody) }),
    steps: steps.map(({ status, at, note, recordedBy, confirmed, by, reason }) => ({
      status,
      at: iso(at),
      recordedBy,
      ...{ by, reason, note }, // what is undefined, JSON leaves out
      ...(confirmed && { confirmed: true }),
    })),
  };
}

/** Referrals as rows below their heads, for CSV. */
export function toRows(entries: readonly BoardEntry[]): string[][] {
  const rows = entries.map((entry) => {
    const wire = new Map<string, unknown>(Object.entries(toWire(entry)));
    wire.set('verdict', entry.verdict?.verdict);
    return columns.map((column) => [wire.get(column) ?? ''].flat().join('; '));
  });
  return [columns, ...rows];
}
