import type { Address, Media, Reply } from '../domain/messages/message.ts';
import type { Picture } from './card-renderer.ts';

export interface Outgoing {
  id: string;
  to: Address;
  reply: Reply;
  /** The reply's picture once it is painted, or its file; its text then stands below. */
  picture?: Picture;
  attempts: number;
  /** Counts up with every attempt that was begun; what an older one reports changes nothing. */
  claim: number;
  /** Whether an attempt was begun whose end nobody knows, as after a crash or a lost answer. */
  isUnsure: boolean;
  /** When the citizen last wrote. */
  heardAt: number;
}

/** A reply that fails so often, at once or by receipt, is given up. */
export const MAX_TRIES = 8;

/** How far a reply is known to have come. */
export type Delivery = 'sent' | 'delivered' | 'read' | 'failed';

export type Attempt = Pick<Outgoing, 'id' | 'claim'>;

/** How an attempt ended: shown, handed on, to be tried again, perhaps arrived, of no use yet, or given up. */
export type Outcome =
  | { type: 'sent'; at: number }
  | { type: 'accepted'; at: number; reference?: string | undefined }
  /** An attempt that was not tried does not count. */
  | { type: 'again'; at: number; isTried: boolean }
  /** While nothing is answered, an attempt does not count. */
  | { type: 'unsure'; until: number; isTried?: false }
  /** Waits for the citizen to write, unless they have done so since `heardAt`. */
  | { type: 'held'; heardAt: number }
  | { type: 'failed' };

/** What a channel learns later of a reply that it handed on. */
export interface Receipt {
  reply: string;
  state: Delivery;
  at: number;
  /** The channel's own name of the message, by which a receipt identifies an older attempt. */
  reference?: string;
  /** When to try a reply again that failed; never where this is missing. A fault of the number uses up no attempt. */
  again?: { at: number; isTried?: boolean } | 'when-heard';
}

/** What became of a reply: shown, handed on, not tried, failed for now, unanswered, refused, or for when the citizen writes. */
export type Sent = (
  | { type: 'sent' }
  | { type: 'accepted'; reference?: string }
  | { type: 'wait'; ms: number }
  | { type: 'later'; ms: number }
  | { type: 'unsure'; isTried?: false }
  | { type: 'closed' }
  | { type: 'refused'; reason: string }
) & {
  /** WhatsApp's code of what went wrong: one that it documents, or `other`. */
  code?: string | undefined;
};

/** A file fetched from a channel, or why there is none. */
export type Fetched = { media: Media; bytes: Uint8Array } | { problem: 'too-large' | 'unreadable' };

/** States of a channel: a paused one waits for an operator, one on standby for the process that holds it now. */
export const channelStates = ['ok', 'standby', 'starting', 'paused', 'down'] as const;

/** How a channel fares, and why where it is not well. */
export interface Health {
  state: (typeof channelStates)[number];
  reason?: string;
}

/** A way to citizens; CONTRIBUTING.md has the smallest one. */
export interface Channel {
  readonly name: string;
  /** The one number that it sends from; where it is missing, the channel serves every account of its name. */
  readonly account?: string;
  /** Whether its messages cost the operator something. */
  readonly isCharged?: true;
  /** How long to wait for a receipt before an unsure reply is sent again; 0 where an id is shown once. */
  readonly reconcileMs: number;
  /** Milliseconds before a reply may go out, asked before each attempt; none where nothing has to wait. */
  waitMs?(outgoing: Outgoing): number;
  send(outgoing: Outgoing): Promise<Sent>;
  /** Fetches the file that a message came with, by its reference; throws while the channel is away. */
  fetchFile?(reference: string): Promise<Fetched>;
  health?(): Health;
  /** How many processes send from the number, so that each keeps to its share. */
  shareWith?(processes: number): void;
  /** Takes in what other processes have learnt of the number. */
  follow?(): Promise<void>;
  /** Where only one process at a time can use the way: whether it is this one. */
  isHeld?(): boolean;
}

/** The one name of a way to citizens: a channel, and which of its numbers. */
export function wayOf({ name, account }: Pick<Channel, 'name' | 'account'>): string {
  return account === undefined ? name : `${name}-${account}`;
}

/** What channels are called for people: by name, and with the number where there are several. */
export function labelsOf(channels: readonly Channel[]): [label: string, channel: Channel][] {
  return channels.map((channel) => {
    const isOnly = channels.filter(({ name }) => name === channel.name).length === 1;
    return [isOnly ? channel.name : wayOf(channel), channel];
  });
}

/** The channel that an address is served by, where this process can use it; another number is never taken for it. */
export function heldChannel(
  channels: ReadonlyMap<string, Channel>,
  to: Pick<Address, 'channel' | 'account'>,
): Channel | undefined {
  const channel = channels.get(wayTo(to)) ?? channels.get(to.channel);
  return channel?.isHeld?.() === false ? undefined : channel;
}

/** The name of the way by which an address is reached. */
export function wayTo({ channel, account }: Pick<Address, 'channel' | 'account'>): string {
  return wayOf({ name: channel, account });
}
