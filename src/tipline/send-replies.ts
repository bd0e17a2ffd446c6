import type { Channel, Outgoing, Sent } from './channel.ts';
import type { Tipline } from './tipline.ts';

const MAX_TRIES = 8;
const FIRST_PAUSE_MS = 1000;

/** Sends what is waiting for a citizen, in order; tells when to try again, or null when all is out. */
export async function sendReplies(tipline: Tipline, citizen: string): Promise<number | null> {
  const { outbox } = tipline.store;
  for (;;) {
    const now = tipline.clock.now();
    const outgoing = await outbox.next(citizen, now);
    if (!outgoing) return null;
    const channel = tipline.channels.get(outgoing.to.channel);
    if (!channel) return null; // another process holds this channel
    const again = await attempt(tipline, channel, outgoing);
    if (again === 'held') return null;
    if (again !== null) return again;
  }
}

async function attempt(
  { store: { outbox }, clock }: Tipline,
  channel: Channel,
  outgoing: Outgoing,
): Promise<number | 'held' | null> {
  const { id, attempts, isUnsure } = outgoing;
  if (isUnsure && channel.reconcileMs > 0) {
    const until = clock.now() + channel.reconcileMs;
    await outbox.markUnsure(id, until);
    return until;
  }
  await outbox.markSending(id);
  const sent = await channel.send(outgoing).catch((): Sent => ({ type: 'later', ms: 0 }));
  const isLast = attempts + 1 >= MAX_TRIES;
  const inMs = (ms: number) => clock.now() + ms;
  switch (sent.type) {
    case 'sent':
    case 'accepted':
      await outbox.markSent(id, clock.now(), sent.type === 'accepted');
      return null;
    case 'wait':
      return postpone(inMs(sent.ms), (at) => outbox.putOff(id, at));
    case 'closed':
      await outbox.hold(id);
      return 'held';
    case 'unsure':
      if (!isLast) return postpone(inMs(channel.reconcileMs), (at) => outbox.markUnsure(id, at));
      break;
    case 'later':
      if (!isLast) {
        const pause = Math.max(sent.ms, FIRST_PAUSE_MS * 2 ** attempts);
        return postpone(inMs(pause), (at) => outbox.markFailed(id, at));
      }
      break;
    case 'refused':
  }
  await outbox.markFailed(id, null);
  return null;
}

async function postpone(at: number, put: (at: number) => Promise<void>): Promise<number> {
  await put(at);
  return at;
}
