import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';

/** What counts months. */
export interface StatsDeps {
  store: Store;
  clock: Clock;
}
