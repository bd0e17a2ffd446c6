import type { Settings } from '../../domain/settings/settings.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';

/** What the register of organisations needs. */
export interface OrganisationDeps {
  store: Store;
  clock: Clock;
  /** Read at each use: an operator may change some of them while Posko runs. */
  settings: Settings;
}
