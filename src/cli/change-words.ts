import type { Decided } from '../services/fact-checks/decide-change.ts';
import type { ChangePreview } from '../services/fact-checks/preview-change.ts';
import type { StoredChange } from '../services/fact-checks/proposed-change.ts';
import type { Submitted } from '../services/fact-checks/submit-change.ts';

/** What has to be known where a change did not go through. */
export const PROBLEMS: Readonly<
  Record<
    Extract<Submitted, { type: 'refused' }>['why'] | Extract<Decided, { type: 'refused' }>['why'],
    string
  >
> = {
  unknown: 'there is no such change; see "posko review changes"',
  'own-proposal': 'somebody else has to agree to your proposal',
  'no-proposal': 'it was approved already',
  'too-late': 'it holds already; correct or retract it instead',
  stale: 'the fact-check has changed since; look at it, and try again',
  waiting: 'another change of it waits; see "posko review changes"',
  'no-fact-check': 'there is no such fact-check, or it was withdrawn',
  'unknown-org': 'an admin has to register that organisation first; see "posko settings"',
};

/** Advice for a tipline where one person alone could never publish. */
export const LONE =
  'Belum ada orang lain yang bisa menyetujui; tambahkan dengan: posko reviewer add NAMA --role editor';

/** Both messages of each fact-check, one above the other, and whom the change reaches. */
export function linesOf({ items, total, citizens, needsTwo }: ChangePreview): string[] {
  const each = items.flatMap(({ title, org, before, after }) => [
    `== ${title} (${org})`,
    '-- now:',
    before ?? '(nothing)',
    '-- then:',
    after,
  ]);
  const left = total - items.length;
  return [
    ...each,
    ...(left > 0 ? [`and ${left} more`] : []),
    `${citizens} citizens had the old message${needsTwo ? '; a second person has to agree' : ''}`,
  ];
}

/** What a change is, whose, and how far it is. */
export function headOf({ id, wanted, by, at, why, until }: StoredChange): string {
  const what = wanted.type === 'import' ? `import ${wanted.source}` : wanted.type;
  const standing =
    until === undefined
      ? 'waits for a second person'
      : `holds from ${new Date(until).toISOString()}`;
  return `${id} · ${what} · ${by}, ${new Date(at).toISOString()} · ${standing}${why ? ` · ${why}` : ''}`;
}
