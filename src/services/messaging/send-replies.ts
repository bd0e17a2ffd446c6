import {
  type Channel,
  heldChannel,
  MAX_TRIES,
  type Outcome,
  type Outgoing,
  type Sent,
  wayTo,
} from '../../ports/channel.ts';
import { Busy } from '../../ports/concurrency-limit.ts';
import { cardCaption } from '../fact-checks/card-text.ts';
import { publicView } from '../fact-checks/public-view.ts';
import { exportOwnData } from '../privacy/export-own-data.ts';
import type { MessagingDeps } from './messaging-deps.ts';

const FIRST_PAUSE_MS = 1000;
const PAINTING_MS = 1000;

/** Sends a citizen's waiting replies in order; returns when to try again, or null if all are sent. */
export async function sendReplies(deps: MessagingDeps, citizen: string, place?: string) {
  const { outbox } = deps.store;
  let ended: string | undefined;
  for (;;) {
    const outgoing = await outbox.next(citizen, deps.clock.now());
    // An ended but open reply was started again by another process, which continues with it.
    if (!outgoing || outgoing.id === ended) return null;
    const channel = heldChannel(deps.channels, outgoing.to);
    if (!channel) {
      const way = wayTo(outgoing.to);
      deps.strays.note(citizen, way, deps.clock.now());
      if (place === undefined) deps.jobs.wake({ type: 'send', citizen, place: way });
      return null;
    }
    const at = deps.clock.now();
    const outcome = await attempt(deps, { citizen, channel }, outgoing);
    observe(deps, { outgoing, at }, outcome);
    if (outcome.type === 'again') return outcome.at;
    if (outcome.type === 'unsure') return outcome.until;
    if (outcome.type === 'held' || outcome.type === 'taken') return null;
    ended = outgoing.id;
    if (outcome.type === 'failed') deps.warn(`a reply was given up: ${outgoing.id}`);
  }
}

function observe(
  deps: MessagingDeps,
  { outgoing: { to, reply }, at }: { outgoing: Outgoing; at: number },
  outcome: Attempted,
): void {
  if (outcome.type === 'taken') return; // its process reports it
  const isOut = outcome.type === 'sent' || outcome.type === 'accepted';
  if (isOut) deps.sending.sentAt = outcome.at;
  const isWait = outcome.type === 'again' && !outcome.isTried;
  const timed = { at, ms: deps.clock.now() - at, traces: reply.trace ? [reply.trace] : [] };
  const ended = { outcome: isWait ? ('waited' as const) : outcome.type, code: outcome.code ?? '' };
  deps.observe({ type: 'tried', channel: to.channel, ...ended, ...timed });
}

/** How an attempt ended, with WhatsApp's code; or that another process has made it. */
type Attempted = (Outcome | { type: 'taken' }) & Pick<Sent, 'code'>;

async function attempt(
  deps: MessagingDeps,
  { citizen, channel }: { citizen: string; channel: Channel },
  outgoing: Outgoing,
): Promise<Attempted> {
  const { clock, store } = deps;
  const { outbox } = store;
  if (outgoing.isUnsure && channel.reconcileMs > 0) {
    const outcome: Outcome = { type: 'unsure', until: clock.now() + channel.reconcileMs };
    await outbox.end(outgoing, outcome);
    return outcome;
  }
  const { unaskedUntil } = outgoing.reply;
  if (unaskedUntil !== undefined && unaskedUntil < clock.now()) return giveUp(deps, outgoing);
  const priority = outgoing.reply.purpose?.priority ?? 'answer';
  if (channel.isCharged && !(await deps.allowance.hasRoom(priority))) return giveUp(deps, outgoing);
  const wait = channel.waitMs?.(outgoing) ?? 0;
  if (wait > 0) return { type: 'again', at: clock.now() + wait, isTried: false };
  const painted = outgoing.reply.file
    ? await encloseFile(deps, citizen, outgoing)
    : await paintReply(deps, outgoing);
  if (painted === 'busy') return { type: 'again', at: clock.now() + PAINTING_MS, isTried: false };
  const begun = await outbox.begin(outgoing);
  if (!begun) return { type: 'taken' };
  if (channel.isCharged) deps.allowance.note(priority);
  // What threw may have been sent before: only where an id is shown once is it tried again at once.
  const thrown: Sent = channel.reconcileMs > 0 ? { type: 'unsure' } : { type: 'later', ms: 0 };
  const sent = await channel.send(painted).catch(() => thrown);
  const outcome = outcomeOf(sent, outgoing, { now: clock.now(), reconcileMs: channel.reconcileMs });
  await outbox.end(begun, outcome);
  return { ...outcome, code: sent.code };
}

/** What would only disturb at this hour, or what there is no allowance for, is not sent. */
async function giveUp({ store }: MessagingDeps, outgoing: Outgoing): Promise<Attempted> {
  const begun = await store.outbox.begin(outgoing);
  if (!begun) return { type: 'taken' };
  await store.outbox.end(begun, { type: 'failed' });
  return { type: 'failed' };
}

function outcomeOf(
  sent: Sent,
  { attempts, heardAt }: Outgoing,
  { now, reconcileMs }: { now: number; reconcileMs: number },
): Outcome {
  const isLast = attempts + 1 >= MAX_TRIES;
  switch (sent.type) {
    case 'sent':
      return { type: 'sent', at: now };
    case 'accepted':
      return { type: 'accepted', at: now, reference: sent.reference };
    case 'wait':
      return { type: 'again', at: now + sent.ms, isTried: false };
    case 'closed':
      return { type: 'held', heardAt };
    case 'unsure':
      if (sent.isTried === false) return { ...sent, until: now + reconcileMs };
      return isLast ? { type: 'failed' } : { type: 'unsure', until: now + reconcileMs };
    case 'later': {
      const pause = Math.max(sent.ms, FIRST_PAUSE_MS * 2 ** attempts);
      return isLast ? { type: 'failed' } : { type: 'again', at: now + pause, isTried: true };
    }
    case 'refused':
      return { type: 'failed' };
  }
}

/** After so many failures the picture may be what fails: the reply goes as its words alone. */
const MAX_TRIES_WITH_PICTURE = 3;

/** The reply with its picture painted as the fact-check is now, or as it is; `busy` where others are painted first. */
async function paintReply(deps: MessagingDeps, outgoing: Outgoing): Promise<Outgoing | 'busy'> {
  const { picture } = outgoing.reply;
  const found = picture && (await deps.store.factChecks.get(picture.factCheck));
  if (!found) return outgoing;
  const text = cardCaption(deps, picture.language, found);
  const isSame = found.version === picture.version;
  const current = isSame ? outgoing : { ...outgoing, reply: { ...outgoing.reply, text } };
  if (outgoing.attempts >= MAX_TRIES_WITH_PICTURE) return current;
  try {
    return { ...current, picture: await deps.cardOf(publicView(deps, found)) };
  } catch (error) {
    if (error instanceof Busy) return 'busy';
    deps.warn(`a card could not be painted: ${error instanceof Error ? error.message : error}`);
    return current;
  }
}

/** After so many failures the file may be what fails: the reply goes as words that say so. */
const MAX_TRIES_WITH_FILE = 3;

const NAME = 'data-saya.txt';

/** The reply with the copy of its citizen's data, as it is at this moment; with a clear word where there is none. */
async function encloseFile(
  deps: Pick<MessagingDeps, 'store' | 'clock' | 'script' | 'settings'>,
  citizen: string,
  outgoing: Outgoing,
): Promise<Outgoing> {
  const { file } = outgoing.reply;
  if (!file) return outgoing;
  const { instead } = file;
  const data =
    outgoing.attempts < MAX_TRIES_WITH_FILE ? await exportOwnData(deps, citizen) : undefined;
  if (!data) return { ...outgoing, reply: { ...outgoing.reply, text: instead } };
  const bytes = Buffer.from(`${JSON.stringify(data, null, 2)}\n`);
  // WhatsApp takes no JSON files; text opens on every phone.
  return { ...outgoing, picture: { name: NAME, mime: 'text/plain', bytes, instead } };
}
