import type { EvidenceReader } from '../../domain/messages/evidence.ts';
import type { Message } from '../../domain/messages/message.ts';
import { type Channel, heldChannel, wayOf } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Jobs } from '../../ports/jobs.ts';
import type { Store } from '../../ports/store.ts';
import type { TurnState } from '../../ports/turn-state.ts';

/** A channel that is away may come back; after this long its file counts as lost. */
const PATIENCE_MS = 10 * 60_000;
const FIRST_PAUSE_MS = 5000;
/** Slow files must leave room for the turns of those who sent words. */
const MOST_AT_ONCE = 16;
const CROWDED_MS = 500;

/** Fetches the files of waiting messages; returns whether one has changed, or when to ask a busy channel again. */
export async function fetchFiles(
  deps: MediaDeps,
  citizen: string,
  { pending }: Pick<TurnState, 'pending'>,
): Promise<'none' | 'changed' | { again: number }> {
  let outcome: 'none' | 'changed' = 'none';
  for (const received of pending) {
    const { key, letter } = received;
    if (letter.type !== 'message' || !letter.remote) continue;
    const again = waitFor(deps, key);
    if (again !== undefined) return { again };
    deps.fetching.add(key);
    const fetched = await fetchFile(deps, letter).finally(() => deps.fetching.delete(key));
    if (fetched === 'later' && deps.clock.now() - received.arrivedAt <= PATIENCE_MS) {
      if (!channelOf(deps, letter.remote))
        deps.jobs.wake({ type: 'turn', citizen, place: placeOf(letter.remote) });
      return { again: putOff(deps, key) };
    }
    const { remote: _, ...message } = letter;
    const lost: Message = { ...message, problem: 'unreadable' };
    await deps.store.turns.replaceMessage(citizen, key, fetched === 'later' ? lost : fetched);
    deps.fetches.delete(key);
    outcome = 'changed';
  }
  return outcome;
}

/** When to come back for a file that is not asked for now. */
function waitFor({ fetches, fetching, clock }: MediaDeps, key: string): number | undefined {
  const now = clock.now();
  const again = fetches.get(key)?.at ?? 0;
  if (again > now) return again;
  return fetching.size >= MOST_AT_ONCE ? now + CROWDED_MS : undefined;
}

async function fetchFile(deps: MediaDeps, { remote, ...message }: Message) {
  const { store, clock } = deps;
  const channel = remote && channelOf(deps, remote);
  const fetched = await channel?.fetchFile?.(remote?.reference ?? '').catch(() => undefined);
  if (!fetched) return 'later';
  if ('problem' in fetched) return { ...message, problem: fetched.problem };
  await store.media.keep(fetched.media, fetched.bytes, clock.now());
  return { ...message, media: fetched.media };
}

type Remote = NonNullable<Message['remote']>;

/** The channel that can fetch a file: that of the number it was sent to, or any where older messages name none. */
function channelOf({ channels }: MediaDeps, { channel, account }: Remote): Channel | undefined {
  if (account !== undefined) return heldChannel(channels, { channel, account });
  return [...channels.values()].find((each) => each.name === channel && each.isHeld?.() !== false);
}

function placeOf({ channel: name, account }: Remote): string {
  return account === undefined ? name : wayOf({ name, account });
}

/** Each time it waits longer: WhatsApp blocks those who ask in vain too often. */
function putOff({ fetches, clock }: MediaDeps, key: string): number {
  const tries = (fetches.get(key)?.tries ?? 0) + 1;
  const at = clock.now() + FIRST_PAUSE_MS * 2 ** (tries - 1);
  fetches.set(key, { at, tries });
  return at;
}

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
