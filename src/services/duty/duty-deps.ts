import type { CaseDeps } from '../cases/case-deps.ts';
import type { MessagingDeps } from '../messaging/messaging-deps.ts';
import type { StatsDeps } from '../stats/monthly-counters.ts';
import type { StoreWrites } from './store-writes.ts';

type Sending = Pick<MessagingDeps, 'channels' | 'strays' | 'sending' | 'warn'>;

/** What watches over the running processes and the roster. */
export interface DutyDeps extends CaseDeps, StatsDeps, Sending {
  writes: StoreWrites;
}

export type Forgetting = Pick<DutyDeps, 'store' | 'clock' | 'settings'>;
