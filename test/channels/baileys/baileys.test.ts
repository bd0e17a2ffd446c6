import { describe, expect, test } from 'vitest';
import { channelContract } from '../../contracts/channel-contract.ts';
import { anOutgoing, aReply } from '../../support/builders.ts';
import { aConversation, aWriter, stageOn } from './conversation.ts';
import { aDevice, aPairedDevice, isOpen, until } from './stage.ts';

channelContract('baileys', async () => {
  const device = await aPairedDevice();
  return stageOn(device, await aWriter(device));
});

describe('what arrives', () => {
  test('is known by the id that stays, with the phone number', async () => {
    const { deliveries, citizen } = await aConversation();
    expect(deliveries[0]?.from).toEqual({
      channel: 'baileys',
      account: 'posko',
      chat: citizen.lid,
      sender: citizen.lid,
      phone: citizen.phone,
    });
  });

  test('while we were away arrives when we are back', async () => {
    const { channel, whatsapp, store, citizen } = await aConversation();
    await channel.close();
    const ids = [await citizen.write('satu'), await citizen.write('dua')];
    const again = await aDevice(whatsapp, store);
    await until(() => again.deliveries.length === 2);
    expect(again.deliveries.map(({ message }) => [message.id, message.text])).toEqual([
      [ids[0], 'satu'],
      [ids[1], 'dua'],
    ]);
  });

  test('damaged is asked for again, and read once', async () => {
    const { whatsapp, deliveries, citizen } = await aConversation();
    whatsapp.corruptNext();
    const id = await citizen.write('rusak di jalan');
    await until(() => deliveries.length === 2);
    expect(deliveries[1]?.message).toMatchObject({ id, text: 'rusak di jalan', kind: 'text' });
  });

  test('after WhatsApp was installed anew is read all the same', async () => {
    const { deliveries, citizen } = await aConversation();
    citizen.reinstall();
    await citizen.write('ponsel baru');
    await until(() => deliveries.length === 2);
    expect(deliveries[1]?.message.text).toBe('ponsel baru');
  });

  test('in groups is left alone, unless we are meant', async () => {
    const device = await aPairedDevice({ groups: 'on' });
    const ani = device.whatsapp.citizen('ani');
    const group = device.whatsapp.group('RT 05', [ani]);
    await group.send(ani, { conversation: 'arisan besok' });
    const mentionedJid = ['100000000000000@lid'];
    await group.send(ani, {
      extendedTextMessage: { text: 'benarkah ini?', contextInfo: { mentionedJid } },
    });
    await until(() => device.deliveries.length === 1);
    expect(device.deliveries[0]).toMatchObject({
      from: { chat: group.jid, sender: ani.lid, isGroup: true },
      message: { text: 'benarkah ini?' },
    });
  });

  test('in groups is not even opened where groups are off', async () => {
    const device = await aPairedDevice();
    const ani = device.whatsapp.citizen('ani');
    const group = device.whatsapp.group('RT 05', [ani]);
    const mentionedJid = ['100000000000000@lid'];
    await group.send(ani, { extendedTextMessage: { text: 'halo', contextInfo: { mentionedJid } } });
    await ani.write('halo sendiri');
    await until(() => device.deliveries.length > 0);
    expect(device.deliveries.map(({ message }) => message.text)).toEqual(['halo sendiri']);
  });

  test('damaged, and read when it comes again, is not called unreadable afterwards', async () => {
    const device = await aPairedDevice({ sealedMs: 400 });
    const ani = device.whatsapp.citizen('ani');
    device.whatsapp.corruptNext();
    await ani.write('rusak di jalan');
    await until(() => device.deliveries.length === 1);
    for (let again = 0; again < 20; again += 1) device.whatsapp.corruptNext();
    await device.whatsapp.citizen('budi').write('rusak untuk selamanya');
    await until(() => device.deliveries.length > 1);
    expect(device.deliveries.map(({ message }) => message)).toMatchObject([
      { kind: 'text', text: 'rusak di jalan' },
      { kind: 'unknown', text: '' },
    ]);
    expect(device.deliveries[1]?.from).not.toEqual(device.deliveries[0]?.from);
  });

  test('damaged is not called unreadable once the channel is closed', async () => {
    const [closed, open] = [
      await aPairedDevice({ sealedMs: 1000 }),
      await aPairedDevice({ sealedMs: 1000 }),
    ];
    const breakFor = async ({ whatsapp }: typeof open) => {
      for (let again = 0; again < 20; again += 1) whatsapp.corruptNext();
      const before = whatsapp.retries;
      await whatsapp.citizen('budi').write('rusak untuk selamanya');
      await until(() => whatsapp.retries > before + 1); // at the second time the first is known
    };
    await breakFor(closed);
    await closed.channel.close();
    const { length } = closed.deliveries;
    await breakFor(open);
    await until(() => open.deliveries.length === 1);
    expect(closed.deliveries).toHaveLength(length);
  });

  test('as a call is rejected, and its caller told to write', async () => {
    const { whatsapp, deliveries, citizen } = await aConversation();
    await citizen.call();
    await until(() => deliveries.length === 2 && whatsapp.rejectedCalls.length === 1);
    expect(deliveries[1]).toMatchObject({
      from: { sender: citizen.lid },
      message: { kind: 'call', text: '' },
    });
  });

  test('in the status of a contact is not even opened', async () => {
    const { whatsapp, deliveries, citizen } = await aConversation();
    const before = whatsapp.retries;
    whatsapp.corruptNext();
    await citizen.postStatus({ conversation: 'status saya' });
    await citizen.write('pesan sendiri');
    await until(() => deliveries.length === 2);
    expect(whatsapp.retries).toBe(before);
    expect(deliveries[1]?.message.text).toBe('pesan sendiri');
  });

  test('while nothing can be kept is asked for again until it can', async () => {
    let fails = true;
    const kept: string[] = [];
    const device = await aPairedDevice({
      keep: async (deliveries) => {
        if (fails) throw new Error('disk full');
        kept.push(...deliveries.map(({ message }) => message.text));
      },
    });
    const ani = device.whatsapp.citizen('ani');
    await ani.write('jangan hilang');
    await until(() => device.whatsapp.retries > 0);
    fails = false;
    await until(() => kept.includes('jangan hilang'), 15_000);
  });
});

describe('what leaves', () => {
  test('has the timer of the chat', async () => {
    const { deliveries, citizen, send } = await aConversation();
    const contextInfo = { expiration: 86_400 };
    await citizen.send({
      ephemeralMessage: { message: { extendedTextMessage: { text: 'x', contextInfo } } },
    });
    await until(() => deliveries.length === 2);
    await send();
    const { message } = await citizen.next();
    const inner = message.ephemeralMessage?.message ?? message;
    expect(inner.extendedTextMessage?.contextInfo?.expiration).toBe(86_400);
  });

  test('is told when it has arrived', async () => {
    const { receipts, citizen, send } = await aConversation();
    const reply = aReply();
    expect(await send(reply)).toEqual({ type: 'accepted' });
    await citizen.next();
    await until(() => receipts.some(({ state }) => state === 'delivered'));
    expect(receipts.every(({ reply: id }) => id === reply.id)).toBe(true);
  });

  test('is sent again from our own store to a phone that could not open it, after a restart too', async () => {
    const { channel, whatsapp, store, citizen, send } = await aConversation();
    await send(aReply({ text: 'Ini hoaks.' }));
    const { id } = await citizen.next();
    await channel.close();
    const again = await aDevice(whatsapp, store);
    await isOpen(again.channel);
    await citizen.requestRetry(id);
    expect(await citizen.next()).toMatchObject({ id, text: 'Ini hoaks.' });
  });

  test('is sent again to a phone that could not open it while we were away', async () => {
    const { channel, whatsapp, store, citizen, send } = await aConversation();
    await send(aReply({ text: 'Ini hoaks.' }));
    const { id } = await citizen.next();
    await channel.close();
    await citizen.requestRetry(id);
    await aDevice(whatsapp, store);
    expect(await citizen.next()).toMatchObject({ id, text: 'Ini hoaks.' });
    await until(() => whatsapp.waiting === 0);
  });

  test('waits while there is no connection', async () => {
    const { channel, send } = await aConversation();
    await channel.close();
    expect((await send()).type).toBe('wait');
  });

  test('that WhatsApp does not confirm is tried again, and shown once', async () => {
    const { whatsapp, citizen, send } = await aConversation();
    whatsapp.slowAcks(60_000);
    const reply = aReply({ text: 'sekali saja' });
    const sending = send(reply);
    await citizen.next();
    whatsapp.drop();
    expect((await sending).type).toBe('later');
    whatsapp.slowAcks(0);
    await until(async () => (await send(reply)).type === 'accepted', 9000);
    await until(() => citizen.received.length >= 2);
    expect(new Set(citizen.received.map(({ id }) => id)).size).toBe(1);
  });

  test('to a chat that WhatsApp keeps locked waits for its citizen; three such chats stop the number', async () => {
    const device = await aPairedDevice();
    const { whatsapp, channel, deliveries } = device;
    whatsapp.nackNext(463, 3);
    for (const [n, name] of ['ani', 'budi', 'cici'].entries()) {
      await whatsapp.citizen(name).write('halo');
      await until(() => deliveries.length === n + 1);
      const to = deliveries[n]?.from;
      if (!to) throw new Error('nobody has written');
      expect(await channel.send(anOutgoing(to))).toEqual({ type: 'closed', code: '463' });
      expect(channel.health().state).toBe(n < 2 ? 'ok' : 'paused');
    }
  });

  test('to a chat that has opened again counts no more as locked', async () => {
    const { whatsapp, channel, deliveries } = await aPairedDevice();
    for (const [n, name] of ['ani', 'budi', 'cici', 'dodi'].entries()) {
      await whatsapp.citizen(name).write('halo');
      await until(() => deliveries.length === n + 1);
    }
    const [ani, budi, cici, dodi] = deliveries.map(({ from }) => from);
    if (!ani || !budi || !cici || !dodi) throw new Error('somebody has not written');
    whatsapp.nackNext(463, 2);
    for (const to of [ani, budi]) expect((await channel.send(anOutgoing(to))).type).toBe('closed');
    expect(await channel.send(anOutgoing(ani))).toEqual({ type: 'accepted' });
    whatsapp.nackNext(463, 2);
    expect((await channel.send(anOutgoing(cici))).type).toBe('closed');
    expect(channel.health().state).toBe('ok');
    expect((await channel.send(anOutgoing(dodi))).type).toBe('closed');
    expect(channel.health().state).toBe('paused');
  });

  test.each([403, 475])('stops at refusal %i, with an alarm', async (code) => {
    const { whatsapp, channel, alarms, send } = await aConversation();
    whatsapp.nackNext(code);
    expect((await send()).type).toBe('wait');
    expect(channel.health().state).toBe('paused');
    expect((await send()).type).toBe('wait');
    expect(alarms.join()).toContain(`${code}`);
    whatsapp.drop();
    await until(() => channel.health().state !== 'paused');
    await until(() => channel.health().state === 'paused');
  });

  test('goes on after a refusal that concerns one message alone', async () => {
    const { whatsapp, send } = await aConversation();
    whatsapp.nackNext(479);
    expect((await send()).type).toBe('later');
    expect((await send()).type).toBe('accepted');
  });
});
