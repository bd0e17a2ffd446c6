import { expect, test } from 'vitest';
import { aConversation } from './conversation.ts';
import { aPairedDevice, until } from './stage.ts';

test('we hear that a citizen who has written types on, and stops', async () => {
  const { citizen, typing, channel } = await aConversation();
  await until(() => {
    citizen.type('composing');
    return typing.length > 0;
  });
  const { length } = typing;
  citizen.type('paused');
  await until(() => typing.length > length && typing.at(-1)?.[1] === false);
  expect(typing[0]).toEqual([citizen.lid, true]);
  expect(new Set(typing.map(([chat]) => chat))).toEqual(new Set([citizen.lid]));
  await channel.close();
});

test('of who has not written we hear nothing: nobody was asked about', async () => {
  const { whatsapp, deliveries, typing } = await aPairedDevice();
  const [ani, budi] = [whatsapp.citizen('ani'), whatsapp.citizen('budi')];
  budi.type('composing');
  await ani.write('halo');
  await until(() => deliveries.length === 1);
  budi.type('composing');
  await until(() => {
    ani.type('composing');
    return typing.length > 0;
  });
  expect(typing.every(([chat]) => chat === ani.lid)).toBe(true);
});
