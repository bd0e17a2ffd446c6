import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { anOutgoing, aReply } from '../../support/builders.ts';
import { aConversation } from './conversation.ts';
import { aDevice, isOpen, until } from './stage.ts';

describe('the connection', () => {
  test('comes back after it was lost', async () => {
    const { whatsapp, channel, deliveries, citizen } = await aConversation();
    whatsapp.drop();
    await until(() => channel.health().state !== 'ok');
    await citizen.write('masih di sana?');
    await until(() => deliveries.length === 2);
  });

  test('starts anew at once when WhatsApp asks for it', async () => {
    const { whatsapp, channel } = await aConversation();
    const before = whatsapp.logins;
    whatsapp.streamError('restart');
    await until(() => whatsapp.logins > before);
    await isOpen(channel);
  });

  test('counts failures in a row only', async () => {
    const { whatsapp, channel } = await aConversation();
    const waits = watchWaits('src/channels/baileys/link.ts');
    for (let n = 0; n < 4; n += 1) {
      whatsapp.drop();
      await until(() => channel.health().state !== 'ok');
      await isOpen(channel);
    }
    // After two failures in a row it would be at least this long.
    expect(waits.filter((ms) => ms >= 500 && ms <= 1000)).toHaveLength(4);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1000);
  });

  test('of a device that has stopped leaves the number to others', async () => {
    const { whatsapp, store, channel } = await aConversation();
    whatsapp.streamError('replaced');
    await until(() => channel.health().state === 'down');
    const second = await aDevice(whatsapp, store);
    await isOpen(second.channel);
  });

  test('leaves the device to another one that took it over', async () => {
    const { whatsapp, channel, alarms } = await aConversation();
    const before = whatsapp.logins;
    whatsapp.streamError('replaced');
    await until(() => channel.health().state === 'down');
    expect(channel.health().reason).toContain('another connection');
    expect(alarms).toHaveLength(1);
    expect(whatsapp.logins).toBe(before);
  });

  test('is paired anew after the device was removed', async () => {
    const { whatsapp, channel, alarms } = await aConversation();
    whatsapp.streamError('removed');
    await until(() => alarms.length === 1);
    await isOpen(channel);
  });

  test('stops where WhatsApp has blocked the number', async () => {
    const { whatsapp, channel } = await aConversation();
    whatsapp.refuseLogins(403);
    whatsapp.drop();
    await until(() => channel.health().reason === 'WhatsApp has blocked the number');
  });

  test('lets what nobody asked for wait while WhatsApp forbids the number to open chats', async () => {
    const { whatsapp, channel, alarms, stage } = await aConversation();
    const unasked = anOutgoing(stage.address, aReply({ unaskedUntil: Date.now() + 9e8 }));
    whatsapp.lockChats(Math.ceil(Date.now() / 1000) + 3600);
    await until(() => channel.waitMs({ ...unasked, heardAt: 0 }) > 60_000);
    expect(alarms.join()).toContain('open no chats');
    expect(channel.waitMs(anOutgoing(stage.address))).toBe(0);
    whatsapp.lockChats(null);
    await until(() => channel.waitMs({ ...unasked, heardAt: 0 }) === 0);
  });

  test('is one for each number, whoever asks first', async () => {
    const { whatsapp, store, channel } = await aConversation();
    const second = await aDevice(whatsapp, store);
    expect(second.channel.health()).toMatchObject({
      state: 'standby',
      reason: expect.stringContaining('another process'),
    });
    expect(channel.health().state).toBe('ok');
  });
});

/** How long a file asks to be called back after, each time. */
function watchWaits(file: string): number[] {
  const waits: number[] = [];
  const real = globalThis.setTimeout;
  const watched = (task: () => void, ms = 0) => {
    if (new Error().stack?.includes(file)) waits.push(ms);
    return real(task, ms);
  };
  const spy = vi.spyOn(globalThis, 'setTimeout').mockImplementation(watched as typeof setTimeout);
  onTestFinished(() => spy.mockRestore());
  return waits;
}
