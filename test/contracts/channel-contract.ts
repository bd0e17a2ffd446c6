import { describe, expect, test } from 'vitest';
import type { Address, Reply } from '../../src/domain/messages/message.ts';
import type { Picture } from '../../src/ports/card-renderer.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { anOutgoing, aPicture, aReply } from '../support/builders.ts';

/** A message on a citizen's phone, with the picture in it. */
export interface Seen extends Pick<Reply, 'id' | 'text'> {
  picture?: Uint8Array | undefined;
}

/** A channel, a citizen's address on it, and what that citizen sees. */
export interface ChannelStage {
  channel: Channel;
  address: Address;
  seen(): Promise<Seen[]>;
  /** The same channel after its process was ended and started again. */
  reopen(): Promise<ChannelStage>;
  /** Lets time pass, for a channel that paces what it sends. */
  pass?(ms: number): void;
}

/** What every way to citizens promises: each reply is seen, in order, and once where it says so. */
export function channelContract(name: string, open: () => Promise<ChannelStage>): void {
  describe(name, () => {
    test('a reply is seen', async () => {
      const stage = await open();
      const reply = aReply({ text: '*Halo* 👋' });
      expect(['sent', 'accepted']).toContain(await send(stage, reply));
      expect(await textsOf(stage)).toEqual(['*Halo* 👋']);
    });

    test('the same words under two ids are seen twice', async () => {
      const stage = await open();
      await send(stage, aReply({ text: 'Baik.' }));
      await send(stage, aReply({ text: 'Baik.' }));
      expect(await textsOf(stage)).toEqual(['Baik.', 'Baik.']);
    });

    test('replies are seen in the order they were sent', async () => {
      const stage = await open();
      const texts = Array.from({ length: 30 }, (_, n) => `pesan ${n}`);
      for (const text of texts) await send(stage, aReply({ text }));
      expect(await textsOf(stage)).toEqual(texts);
    });

    test('after a restart the next reply is seen', async () => {
      const stage = await open();
      await send(stage, aReply({ text: 'a' }));
      const again = await stage.reopen();
      await send(again, aReply({ text: 'b' }));
      expect(await textsOf(again)).toEqual(['a', 'b']);
    });

    test('a reply that is sent again, also after a restart, is seen once or not sent unasked', async () => {
      const stage = await open();
      const [first, second] = [aReply({ text: 'a' }), aReply({ text: 'b' })];
      await send(stage, first);
      if (stage.channel.reconcileMs > 0) return; // its receipts are asked instead
      await send(stage, first);
      const again = await stage.reopen();
      await send(again, first);
      await send(again, second);
      expect(await textsOf(again)).toEqual(['a', 'b']);
    });

    test('a picture and the words below it are seen as one message', async () => {
      const stage = await open();
      const picture = aPicture();
      await send(stage, aReply({ text: 'Ini kartunya:' }));
      await send(stage, aReply({ text: '❌ *SALAH*\n“Bank tutup”' }), picture);
      await send(stage, aReply({ text: 'Sama-sama.' }));
      expect(await textsOf(stage)).toEqual([
        'Ini kartunya:',
        '❌ *SALAH*\n“Bank tutup”',
        'Sama-sama.',
      ]);
      expect(await picturesOf(stage)).toEqual([undefined, picture.bytes, undefined]);
    });

    test('a document and the words below it are seen as one message', async () => {
      const stage = await open();
      const bytes = new Uint8Array(Buffer.from('{"pesan": []}'));
      const document = { name: 'data-saya.txt', mime: 'text/plain', bytes };
      await send(stage, aReply({ text: 'Ini salinannya:' }), document);
      expect(await textsOf(stage)).toEqual(['Ini salinannya:']);
      expect(await picturesOf(stage)).toEqual([bytes]);
    });

    test('the same picture under two ids is seen twice', async () => {
      const stage = await open();
      const picture = aPicture();
      await send(stage, aReply({ text: 'a' }), picture);
      await send(stage, aReply({ text: 'b' }), picture);
      expect(await picturesOf(stage)).toEqual([picture.bytes, picture.bytes]);
    });

    test('a picture that is sent again, also after a restart, is seen once or not sent unasked', async () => {
      const stage = await open();
      const [reply, picture] = [aReply({ text: 'a' }), aPicture()];
      await send(stage, reply, picture);
      if (stage.channel.reconcileMs > 0) return; // its receipts are asked instead
      await send(stage, reply, picture);
      const again = await stage.reopen();
      await send(again, reply, picture);
      expect(await picturesOf(again)).toEqual([picture.bytes]);
    });
  });
}

/** Sends a reply as soon as the channel lets it go. */
async function send(
  { channel, address, pass }: ChannelStage,
  reply: Reply,
  picture?: Picture,
): Promise<string> {
  const outgoing = { ...anOutgoing(address, reply), ...(picture ? { picture } : {}) };
  for (;;) {
    const ms = channel.waitMs?.(outgoing) ?? 0;
    const sent = ms > 0 ? { type: 'wait' as const, ms } : await channel.send(outgoing);
    if (sent.type !== 'wait') return sent.type;
    pass?.(sent.ms);
  }
}

async function textsOf({ seen }: ChannelStage): Promise<string[]> {
  return (await seen()).map(({ text }) => text);
}

async function picturesOf({ seen }: ChannelStage): Promise<(Uint8Array | undefined)[]> {
  return (await seen()).map(({ picture }) => picture && new Uint8Array(picture));
}
