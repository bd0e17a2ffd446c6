import type { Channel } from '../../ports/channel.ts';
import type { CaseDeps } from '../cases/case-deps.ts';
import type { UnservedNumbers } from '../messaging/unserved-numbers.ts';
import type { StatsDeps } from '../stats/stats-deps.ts';
import type { StoreWrites } from './store-writes.ts';

/** What watches over the running processes and the roster. */
export interface DutyDeps extends CaseDeps, StatsDeps {
  /** The channels that this process has, by their keys. */
  channels: ReadonlyMap<string, Channel>;
  /** Citizens who wrote to a number that this process does not hold. */
  strays: UnservedNumbers;
  /** When this process last handed a reply over. */
  sending: { sentAt?: number };
  /** Whether the store holds what is written to it. */
  writes: StoreWrites;
  /** Logs a problem for the operator. Must not contain personal data. */
  warn(what: string): void;
}
