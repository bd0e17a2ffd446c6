import type { Tipline } from '../../app/context.ts';
import type { Message } from '../../domain/messages/message.ts';
import { type Channel, heldChannel, wayOf } from '../../ports/channel.ts';
import type { Received, TurnState } from '../../ports/turn-state.ts';

/** A channel that is away may come back; after this long its file counts as lost. */
const PATIENCE_MS = 10 * 60_000;
const FIRST_PAUSE_MS = 5000;
/** Slow files must leave room for the turns of those who sent words. */
const MOST_AT_ONCE = 16;
const CROWDED_MS = 500;

/**
 * Fetches the files that a citizen's waiting messages came with, so that a channel can take a message
 * in at once; a file that cannot be had becomes a problem of its message. Tells whether any message has
 * changed, or when to ask a channel again that cannot fetch at the moment.
 */
export async function fetchFiles(
  tipline: Tipline,
  citizen: string,
  { pending }: Pick<TurnState, 'pending'>,
): Promise<'none' | 'changed' | { again: number }> {
  let outcome: 'none' | 'changed' = 'none';
  for (const received of pending) {
    const { key, letter } = received;
    if (letter.type !== 'message' || !letter.remote) continue;
    const again = waitFor(tipline, key);
    if (again !== undefined) return { again };
    tipline.fetching.add(key);
    const fetched = await fetchFile(tipline, letter).finally(() => tipline.fetching.delete(key));
    if (fetched === 'later' && !isLost(tipline, received)) {
      if (!channelOf(tipline, letter.remote))
        tipline.jobs.wake({ type: 'turn', citizen, place: placeOf(letter.remote) });
      return { again: putOff(tipline, key) };
    }
    const { remote: _, ...message } = letter;
    const lost: Message = { ...message, problem: 'unreadable' };
    await tipline.store.turns.replaceMessage(citizen, key, fetched === 'later' ? lost : fetched);
    tipline.fetches.delete(key);
    outcome = 'changed';
  }
  return outcome;
}

/** When to come back for a file that is not asked for now. */
function waitFor({ fetches, fetching, clock }: Tipline, key: string): number | undefined {
  const now = clock.now();
  const again = fetches.get(key)?.at ?? 0;
  if (again > now) return again;
  return fetching.size >= MOST_AT_ONCE ? now + CROWDED_MS : undefined;
}

async function fetchFile(
  tipline: Tipline,
  { remote, ...message }: Message,
): Promise<Message | 'later'> {
  const { store, clock } = tipline;
  const channel = remote && channelOf(tipline, remote);
  const fetched = await channel?.fetchFile?.(remote?.reference ?? '').catch(() => undefined);
  if (!fetched) return 'later';
  if ('problem' in fetched) return { ...message, problem: fetched.problem };
  await store.media.keep(fetched.media, fetched.bytes, clock.now());
  return { ...message, media: fetched.media };
}

type Remote = NonNullable<Message['remote']>;

/** The channel that can fetch a file: that of the number it was sent to, or any where older messages name none. */
function channelOf({ channels }: Tipline, { channel, account }: Remote): Channel | undefined {
  if (account !== undefined) return heldChannel(channels, { channel, account });
  return [...channels.values()].find((each) => each.name === channel && each.isHeld?.() !== false);
}

function placeOf({ channel: name, account }: Remote): string {
  return account === undefined ? name : wayOf({ name, account });
}

/** Each time it waits longer: WhatsApp blocks those who ask in vain too often. */
function putOff({ fetches, clock }: Tipline, key: string): number {
  const tries = (fetches.get(key)?.tries ?? 0) + 1;
  const at = clock.now() + FIRST_PAUSE_MS * 2 ** (tries - 1);
  fetches.set(key, { at, tries });
  return at;
}

function isLost({ clock }: Tipline, { arrivedAt }: Received): boolean {
  return clock.now() - arrivedAt > PATIENCE_MS;
}
