import { randomUUID } from 'node:crypto';
import { type Address, MAX_FILE, type Message, type Reply } from '../../domain/messages/message.ts';
import type { Picture } from '../../ports/card-renderer.ts';
import type { Channel, Outgoing, Sent } from '../../ports/channel.ts';
import type { Delivered } from '../../services/messaging/receive.ts';
import { describeFile } from '../verify-file.ts';

export interface Writing {
  text: string;
  forwarded?: boolean | undefined;
  forwardingScore?: number | undefined;
  choice?: string | undefined;
  id?: string;
  kind?: Message['kind'];
  file?: { bytes: Uint8Array; mime: string; name: string };
}

export type Show = (citizen: string, reply: Reply, picture?: Picture) => Promise<void> | void;

/** Channel to citizens who exist only on this machine, with names such as `w1`. */
export class Simulator implements Channel {
  readonly name: string;
  /** The display recognises replies that it has shown. */
  readonly reconcileMs = 0;
  readonly #show: Show;

  readonly account = ACCOUNT;

  constructor(name: string, show: Show) {
    this.name = name;
    this.#show = show;
  }

  /** Its citizens see what this process shows them. */
  isHeld(): boolean {
    return true;
  }

  async send({ to, reply, picture }: Outgoing): Promise<Sent> {
    await this.#show(to.chat, reply, picture);
    return { type: 'sent' };
  }
}

/** Every simulated citizen writes to the same number. */
const ACCOUNT = 'posko';

export function addressOf(channel: string, citizen: string): Address {
  return { channel, account: ACCOUNT, chat: citizen, sender: citizen };
}

/** Converts a simulated message to the form that the tipline receives. */
export function toDelivered(
  { channel, citizen, now }: { channel: string; citizen: string; now: number },
  writing: Writing,
): Delivered {
  const { text, file } = writing;
  const score = writing.forwardingScore ?? (writing.forwarded ? 1 : 0);
  const message: Omit<Message, 'type'> = {
    id: writing.id ?? randomUUID(),
    kind: writing.kind ?? (file ? kindOf(file.mime) : 'text'),
    text,
    sentAt: now,
    forwarded: (writing.forwarded ?? false) || score > 0,
    forwardingScore: score,
    choice: writing.choice,
  };
  const from = addressOf(channel, citizen);
  if (!file) return { from, message };
  if (file.bytes.length > MAX_FILE) return { from, message: { ...message, problem: 'too-large' } };
  return { from, message, file: { media: describeFile(file.bytes, file), bytes: file.bytes } };
}

function kindOf(mime: string): Message['kind'] {
  const [family] = mime.split('/');
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  return 'document';
}
