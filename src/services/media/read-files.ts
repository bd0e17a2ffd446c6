import { spend } from '../../domain/citizens/profile.ts';
import { type Evidence, noEvidence } from '../../domain/messages/evidence.ts';
import type { Media, Message } from '../../domain/messages/message.ts';
import type { Received, TurnState } from '../../ports/turn-state.ts';
import type { MediaDeps } from './fetch-files.ts';

/** After this long without an answer a citizen wonders whether anybody is there, and then whether anybody still is. */
const PATIENCE_MS = [3000, 10_000];
/** Turns that wait for a file must leave room for those of citizens who sent words. */
const MOST_AT_ONCE = 16;
/** And files of one citizen for those of others. */
const MOST_OF_ONE = 2;
const CROWDED_MS = 500;

/** A waiting message whose file has not been read yet. */
interface Unread {
  received: Received;
  letter: Message;
  media: Media;
}

/** Reads each file of waiting messages once for all senders; returns whether all are read, when to come back, or whose message, marked so, waits long enough to be told. */
export async function readFiles(
  deps: MediaDeps,
  { citizen, state }: { citizen: string; state: TurnState },
): Promise<'none' | 'changed' | { again: number } | { late: Unread }> {
  const unread = await findUnread(deps, state);
  const [first] = unread;
  if (!first) return 'none';
  const now = deps.clock.now();
  const told = Math.max(...state.pending.map(announcedOf));
  const times = PATIENCE_MS.map((ms) => first.received.arrivedAt + ms);
  const announced = times.filter((time) => now >= time).length;
  if (announced > told) return { late: { ...first, letter: { ...first.letter, announced } } };
  const { readings } = deps;
  const isCrowded = readings.size >= MOST_AT_ONCE && !readings.has(first.media.sha256);
  if (isCrowded) return { again: now + CROWDED_MS };
  const some = unread.slice(0, MOST_OF_ONE);
  const all = Promise.all(some.map(({ media }) => readOnce(deps, media, citizen)));
  const lateAt = times[told];
  if (lateAt === undefined) await all;
  else await earlier(deps, all, lateAt);
  return 'changed';
}

function announcedOf({ letter }: Received): number {
  return letter.type === 'message' ? (letter.announced ?? 0) : 0;
}

/** Files of messages that will be looked at: not those of somebody who sends too much. */
async function findUnread({ store, reader, clock }: MediaDeps, state: TurnState) {
  if (!reader) return [];
  const found: Unread[] = [];
  for (const received of state.pending) {
    const { letter } = received;
    if (letter.type !== 'message' || !letter.media || letter.problem) continue;
    found.push({ received, letter, media: letter.media });
  }
  if (found.length === 0 || spend(state.profile, found.length, clock.now()).limit !== 'within') {
    return [];
  }
  const known = await Promise.all(found.map(({ media }) => store.media.evidenceOf(media.sha256)));
  return found.filter((_, at) => known[at] === undefined);
}

/** Reads a file, or waits for the reading that is under way. */
function readOnce(deps: MediaDeps, { sha256 }: Media, citizen: string): Promise<void> {
  const { readings } = deps;
  const reading =
    readings.get(sha256) ?? read(deps, sha256, citizen).finally(() => readings.delete(sha256));
  readings.set(sha256, reading);
  return reading;
}

async function read({ store, reader, warn }: MediaDeps, sha256: string, from: string) {
  const file = await store.media.read(sha256);
  const unreadable = (): Evidence => {
    warn('a file could not be read: what reads files has failed');
    return noEvidence('unreadable');
  };
  const evidence = file && (await reader?.read({ ...file, from }).catch(unreadable));
  await store.media.noteEvidence(sha256, evidence ?? noEvidence('unreadable'));
}

/** Resolves when a task has ended, or at a time if that comes first. */
function earlier({ clock }: MediaDeps, task: Promise<unknown>, time: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callOff = clock.at(time, () => resolve(undefined));
    task.then(resolve, reject).finally(callOff);
  });
}
