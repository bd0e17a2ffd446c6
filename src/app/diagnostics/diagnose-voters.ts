import type { Config } from '../../config/config.ts';
import type { EntryFlaw } from '../../domain/voters/voter-answer.ts';
import type { Store } from '../../ports/store.ts';
import { reviewVoterEntries } from '../../services/voters/edit-answers.ts';
import { VoterBook } from '../../services/voters/voter-answers.ts';
import { inspectLibrary } from '../load-content.ts';
import type { Diagnosis } from './diagnosis.ts';

const MEND: Readonly<Record<EntryFlaw, string>> = {
  unverified: 'was never verified and is not shown',
  early: 'does not hold yet and is not shown',
  expired: 'holds no longer and is not shown',
  stale: 'was verified more than 180 days ago; check it and renew the date',
};

/** Whether the answers for voters were verified recently; names each that needs attention. */
export async function diagnoseVoters(
  config: Config,
  store: Pick<Store, 'papers'>,
): Promise<Diagnosis[]> {
  const { voters } = inspectLibrary(config).script;
  const book = await VoterBook.open(store.papers, voters);
  const entries = reviewVoterEntries(book.all(), Date.now());
  const flawed = entries.flatMap(({ entry, flaw }): Diagnosis[] =>
    flaw === undefined
      ? []
      : [{ name: `answer ${entry.id}`, state: 'warning', detail: MEND[flaw] }],
  );
  const shown = book.shown(Date.now()).length;
  const detail = `${shown} shown of ${entries.length}`;
  return [{ name: 'answers for voters', state: shown > 0 ? 'ok' : 'warning', detail }, ...flawed];
}
