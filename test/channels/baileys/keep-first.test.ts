import { expect, test } from 'vitest';
import type { Delivered } from '../../../src/services/messaging/receive.ts';
import { aPairedDevice, until } from './stage.ts';

test('a message is kept before WhatsApp is told that it arrived', async () => {
  const order: string[] = [];
  const device = await aPairedDevice({
    keep: async (kept) => {
      await until(() => true);
      order.push(`${textOf(kept)} kept, ${ani.acknowledged(id) ? 'after' : 'before'} its receipt`);
    },
  });
  const ani = device.whatsapp.citizen('ani');
  const id = 'AAAA0000000000000001';
  await ani.write('Halo', { id });
  await until(() => ani.acknowledged(id));
  expect(order).toEqual(['Halo kept, before its receipt']);
  await until(() => textOf(device.deliveries) === 'Halo');
});

test('a message that could not be kept is asked for again', async () => {
  let failures = 1;
  const device = await aPairedDevice({
    keep: async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('the disk is full');
    },
  });
  const ani = device.whatsapp.citizen('ani');
  const id = await ani.write('Halo');
  await until(() => ani.acknowledged(id));
  expect(device.whatsapp.retries).toBe(1);
  await until(() => textOf(device.deliveries) === 'Halo');
});

test('a message that comes again after its key was used is asked for again, not refused', async () => {
  const device = await aPairedDevice();
  const ani = device.whatsapp.citizen('ani');
  const id = await ani.write('Halo');
  await until(() => ani.acknowledged(id));
  await ani.duplicate(id);
  await until(() => device.whatsapp.retries === 1 && device.whatsapp.waiting === 0);
  expect(new Set(device.deliveries.map(({ message }) => message.id))).toEqual(new Set([id]));
});

function textOf(deliveries: readonly Delivered[]): string {
  return deliveries.map(({ message }) => message.text).join();
}
