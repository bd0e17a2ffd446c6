import { describe, expect, test } from 'vitest';
import type { Address, Reply } from '../../src/tipline/message.ts';
import type { Channel } from '../../src/tipline/ports.ts';
import { aReply } from '../support/builders.ts';

/** A channel, a citizen's address on it, and what that citizen sees. */
export interface ChannelStage {
  channel: Channel;
  address: Address;
  seen(): Promise<Pick<Reply, 'id' | 'text'>[]>;
  /** The same channel after its process was ended and started again. */
  reopen(): Promise<ChannelStage>;
}

/** What every way to citizens promises: each reply is seen once, in order. */
export function channelContract(name: string, open: () => Promise<ChannelStage>): void {
  describe(name, () => {
    test('a reply is seen', async () => {
      const { channel, address, seen } = await open();
      const reply = aReply({ text: '*Halo* 👋' });
      expect(await channel.send(address, reply)).toEqual({ type: 'sent' });
      expect(await textsOf(seen)).toEqual(['*Halo* 👋']);
    });

    test('a reply that is sent twice under one id is seen once', async () => {
      const { channel, address, seen } = await open();
      const reply = aReply();
      await channel.send(address, reply);
      expect((await channel.send(address, reply)).type).toBe('sent');
      expect(await textsOf(seen)).toEqual([reply.text]);
    });

    test('the same words under two ids are seen twice', async () => {
      const { channel, address, seen } = await open();
      await channel.send(address, aReply({ text: 'Baik.' }));
      await channel.send(address, aReply({ text: 'Baik.' }));
      expect(await textsOf(seen)).toEqual(['Baik.', 'Baik.']);
    });

    test('replies are seen in the order they were sent', async () => {
      const { channel, address, seen } = await open();
      const texts = Array.from({ length: 30 }, (_, n) => `pesan ${n}`);
      for (const text of texts) await channel.send(address, aReply({ text }));
      expect(await textsOf(seen)).toEqual(texts);
    });

    test('a reply sent again after a restart is seen once', async () => {
      const stage = await open();
      const [first, second] = [aReply({ text: 'a' }), aReply({ text: 'b' })];
      await stage.channel.send(stage.address, first);
      const again = await stage.reopen();
      await again.channel.send(again.address, first);
      await again.channel.send(again.address, second);
      expect(await textsOf(again.seen)).toEqual(['a', 'b']);
    });
  });
}

async function textsOf(seen: ChannelStage['seen']): Promise<string[]> {
  return (await seen()).map(({ text }) => text);
}
