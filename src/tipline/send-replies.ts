import type { Channel, Outgoing, Sent } from './ports.ts';
import type { Tipline } from './tipline.ts';

const MAX_TRIES = 8;
const FIRST_PAUSE_MS = 1000;

/** Sends what is waiting for a citizen, in order; tells when to try again, or null when all is out. */
export async function sendReplies(
  tipline: Tipline,
  channels: ReadonlyMap<string, Channel>,
  citizen: string,
): Promise<number | null> {
  const { outbox } = tipline.store;
  for (;;) {
    const now = tipline.clock.now();
    const outgoing = await outbox.next(citizen, now);
    if (!outgoing) return null;
    const channel = channels.get(outgoing.to.channel);
    if (!channel) return null; // another process holds this channel
    await outbox.markSending(outgoing.id);
    const again = await attempt(tipline, channel, outgoing);
    if (again !== null) return again;
  }
}

async function attempt(
  { store, clock }: Tipline,
  channel: Channel,
  { id, to, reply, attempts }: Outgoing,
): Promise<number | null> {
  const sent = await channel.send(to, reply).catch((): Sent => ({ type: 'later', ms: 0 }));
  if (sent.type === 'sent') {
    await store.outbox.markSent(id, clock.now());
    return null;
  }
  const isOver = sent.type === 'refused' || attempts + 1 >= MAX_TRIES;
  const at = isOver ? null : clock.now() + Math.max(sent.ms, FIRST_PAUSE_MS * 2 ** attempts);
  await store.outbox.markFailed(id, at);
  return at;
}
