import { setTimeout as pause } from 'node:timers/promises';
import type { AnyMessageContent, proto } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import { isShown } from '../../ports/card-renderer.ts';
import type { Outgoing, Sent } from '../../ports/channel.ts';
import { createLimit } from '../../ports/concurrency-limit.ts';
import { Pacer } from '../pacer.ts';
import { SpareLane } from '../spare-lane.ts';
import { numberChoices } from '../write-choices.ts';
import type { Ack, Acks } from './acks.ts';
import type { Link } from './link.ts';
import { allowance, HourlyCount, type HumanPace, unaskedGapMs } from './send-pace.ts';
import { messageIdOf, type SentTexts } from './sent-texts.ts';
import type { Timers } from './timers.ts';

export interface SenderParts {
  link: Link;
  acks: Acks;
  sent: SentTexts;
  timers: Timers;
  pace: HumanPace;
  log: Logger;
  now(): number;
  /** When the device was first used: a new one has lower limits. */
  since(): number;
  encode(message: proto.IMessage): Uint8Array;
}

/** An upload that stalls this long must not delay all other replies. */
const UPLOAD_MS = 10_000;
const AWAY_MS = 2000;
const PAUSED_MS = 10 * 60_000;
const REFUSED_MS = 60_000;
/** WhatsApp restricts the account: sending more would extend the block. */
const BLOCKED = new Set([403, 475]);
/** The account may not open chats. One refusal may concern only that chat, several the account. */
const LOCKED = 463;
const MOST_LOCKED = 3;

/** Sends one message at a time, like a person, and waits for the server's answer to each. */
export class Sender {
  readonly #parts: SenderParts;
  readonly #pacer: Pacer;
  readonly #lane = new SpareLane();
  readonly #hourly = new HourlyCount();
  readonly #locked = new Set<string>();
  readonly #inTurn = createLimit(1);

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#pacer = new Pacer(parts.pace);
  }

  send(outgoing: Outgoing): Promise<Sent> {
    return this.#inTurn(() => this.#send(outgoing));
  }

  /** Returns the wait in milliseconds before a reply, or 0 once its slot is reserved. */
  waitMs(outgoing: Outgoing): number {
    const { link, pace, now, since } = this.#parts;
    if (link.health.state === 'paused') return PAUSED_MS;
    if (!link.socket) return AWAY_MS;
    if (outgoing.reply.unaskedUntil !== undefined && link.lockedUntil > now()) return PAUSED_MS;
    const hourly = allowance(pace, now() - since());
    const wait =
      this.#lane.waitMs(outgoing, now(), unaskedGapMs(hourly)) ||
      this.#pacer.take(outgoing.to.chat, now()) ||
      this.#hourly.take(hourly, now());
    if (wait === 0) this.#lane.leave(outgoing);
    return wait;
  }

  async #send(outgoing: Outgoing): Promise<Sent> {
    const { link, acks } = this.#parts;
    if (link.health.state === 'paused') return { type: 'wait', ms: PAUSED_MS };
    if (!link.socket) return { type: 'wait', ms: AWAY_MS };
    const id = messageIdOf(outgoing.id);
    const text = numberChoices(outgoing.reply);
    await this.#parts.sent.keep(id, { reply: outgoing.id, text }, this.#parts.now());
    await this.#type(outgoing.to.chat);
    const ack = acks.wait(id);
    try {
      await this.#handOver(outgoing, id, text);
    } catch {
      acks.settle(id, 0);
    }
    return this.#judge(await ack, outgoing.to.chat);
  }

  async #handOver(outgoing: Outgoing, id: string, text: string): Promise<void> {
    const { chat } = outgoing.to;
    const { link, timers, sent, now, encode } = this.#parts;
    const ephemeralExpiration = await timers.find(chat);
    const timer = ephemeralExpiration > 0 ? { ephemeralExpiration } : {};
    if (!link.socket) throw new Error('the connection was lost');
    const options = { messageId: id, mediaUploadTimeoutMs: UPLOAD_MS, ...timer };
    const handed = await link.socket.sendMessage(chat, contentOf(outgoing, text), options);
    if (!outgoing.picture || !handed?.message) return;
    const message = Buffer.from(encode(handed.message)).toString('base64');
    await sent.keep(id, { reply: outgoing.id, text, message }, now());
  }

  async #type(chat: string): Promise<void> {
    const [least, most] = this.#parts.pace.typingMs;
    if (most === 0) return;
    await this.#parts.link.socket?.sendPresenceUpdate('composing', chat).catch(() => {});
    await pause(least + Math.random() * (most - least));
  }

  #judge(ack: Ack, chat: string): Sent {
    if (ack === 'taken') {
      this.#locked.delete(chat);
      return { type: 'accepted' };
    }
    if (ack === 'silence' || ack === 0) return { type: 'later', ms: 0 };
    if (ack === LOCKED) return { ...this.#lock(chat), code: `${ack}` };
    if (!BLOCKED.has(ack)) return { type: 'later', ms: REFUSED_MS, code: 'other' };
    this.#parts.link.pause(`WhatsApp refused a message with ${ack}; see docs/whatsapp.md`);
    return { type: 'wait', ms: PAUSED_MS, code: `${ack}` };
  }

  /** Holds the reply until its citizen opens the chat by writing; more refusals stop the number. */
  #lock(chat: string): Sent {
    this.#locked.add(chat);
    if (this.#locked.size < MOST_LOCKED) {
      this.#parts.log.error({ code: LOCKED }, 'WhatsApp refused to open a chat');
    } else {
      this.#parts.link.pause(
        `WhatsApp refused ${MOST_LOCKED} chats with ${LOCKED}; see docs/whatsapp.md`,
      );
    }
    return { type: 'closed' };
  }
}

/** Builds a picture or a document with the text below it, or the text; links stay unchanged. */
function contentOf({ picture }: Outgoing, text: string): AnyMessageContent {
  if (!picture) return { text, linkPreview: null };
  const { mime: mimetype, name: fileName } = picture;
  const bytes = Buffer.from(picture.bytes);
  if (isShown(picture)) return { image: bytes, mimetype, caption: text };
  return { document: bytes, mimetype, fileName, caption: text };
}
