import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { FakeCitizen } from './citizen.ts';
import type { Envelope } from './handset.ts';
import { Inbox, type Received } from './inbox.ts';
import type { SendOptions } from './letters.ts';
import { node } from './nodes.ts';
import type { Sealed } from './phone.ts';

/** A group in which the client is a member. */
export class FakeGroup {
  readonly name: string;
  readonly jid: string;
  readonly members: readonly FakeCitizen[];
  readonly #client: { lid: string; pn: string };
  readonly #inbox = new Inbox();

  constructor(
    group: { name: string; jid: string; members: readonly FakeCitizen[] },
    client: { lid: string; pn: string },
  ) {
    this.name = group.name;
    this.jid = group.jid;
    this.members = group.members;
    this.#client = client;
  }

  /** What the client has said in the group and every member could open. */
  get received(): readonly Received[] {
    return this.#inbox.received;
  }

  next(timeoutMs?: number): Promise<Received> {
    return this.#inbox.next(timeoutMs);
  }

  /** A member says something; returns the message's id. */
  send(from: FakeCitizen, content: proto.IMessage, options?: SendOptions): Promise<string> {
    return from.handset.sendTo(this.jid, content, options);
  }

  /** Takes a message of the client, opened by every member that it is for. */
  async accept(
    envelope: Envelope,
    sealed: Sealed,
    handsets = this.members.map(({ handset }) => handset),
  ): Promise<void> {
    const opened = await Promise.all(handsets.map((handset) => handset.open(envelope, sealed)));
    const [message] = opened;
    if (message && opened.every((each) => each)) this.#inbox.add(envelope.id, message);
  }

  /** The group as the server describes it. */
  describe(): BinaryNode {
    const participants = [...this.members.map(({ lid, pn }) => ({ lid, pn })), this.#client].map(
      ({ lid, pn }) => node('participant', { jid: lid, phone_number: pn }),
    );
    const [creator] = this.members;
    return node(
      'group',
      {
        id: this.jid.replace(/@.*/, ''),
        subject: this.name,
        s_t: '1700000000',
        creation: '1700000000',
        addressing_mode: 'lid',
        creator: creator?.lid,
      },
      participants,
    );
  }
}
