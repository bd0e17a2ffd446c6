import { listRecords, type StoredReport } from '../../../services/transparency/monthly-reports.ts';
import type { PublicDeps } from '../public-deps.ts';

/** The months that an editor has published, the latest first. */
export type PublishedMonths = () => Promise<readonly StoredReport[]>;

const FRESH_MS = 30_000;

/** Looks the published months up at most twice a minute however many ask. */
export function createPublishedMonths({
  store,
  clock,
}: Pick<PublicDeps, 'store' | 'clock'>): PublishedMonths {
  let known: Promise<readonly StoredReport[]> | undefined;
  let until = 0;
  return () => {
    if (known === undefined || clock.now() >= until) {
      until = clock.now() + FRESH_MS;
      known = listRecords({ store }).then((all) => all.filter(({ published }) => published));
      known.catch(() => {
        known = undefined;
      });
    }
    return known;
  };
}
