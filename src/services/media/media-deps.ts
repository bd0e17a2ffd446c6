import type { EvidenceReader } from '../../domain/messages/evidence.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Jobs } from '../../ports/jobs.ts';
import type { Store } from '../../ports/store.ts';

/** What fetches and reads the files of a turn. */
export interface MediaDeps {
  store: Store;
  clock: Clock;
  jobs: Jobs;
  /** The channels that this process has, by their keys. */
  channels: ReadonlyMap<string, Channel>;
  /** Reads the files that come with messages; without one they are known by their caption alone. */
  reader?: EvidenceReader | undefined;
  /** Files that could not be fetched, by message: when to try again, and how often it was tried. */
  fetches: Map<string, { at: number; tries: number }>;
  fetching: Set<string>;
  readings: Map<string, Promise<void>>;
  /** Logs a problem for the operator. Must not contain personal data. */
  warn(what: string): void;
}

/** What a process remembers of files; nothing is lost when it forgets. */
export function newMediaMemory(): Pick<MediaDeps, 'fetches' | 'fetching' | 'readings'> {
  return { fetches: new Map(), fetching: new Set(), readings: new Map() };
}
