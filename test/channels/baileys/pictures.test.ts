import { expect, test } from 'vitest';
import { cardPainter } from '../../../src/rendering/paint-card.ts';
import { aFactCheck, anOutgoing, aPicture, aReply } from '../../support/builders.ts';
import { aConversation } from './conversation.ts';
import { aDevice, aDevicePost, isOpen, until } from './stage.ts';

const HOAX =
  'Awas, mulai besok semua bank tutup sebulan penuh, segera tarik uang Anda hari ini juga';

async function aSender() {
  const conversation = await aConversation();
  const { channel, stage } = conversation;
  const reply = aReply({ text: '❌ *SALAH*' });
  const outgoing = { ...anOutgoing(stage.address, reply), picture: aPicture() };
  return { ...conversation, send: () => channel.send(outgoing) };
}

test('a picture is sent again whole to a phone that could not open it, after a restart too', async () => {
  const { channel, whatsapp, store, citizen, send } = await aSender();
  await send();
  const { id } = await citizen.next();
  await citizen.requestRetry(id);
  const again = await citizen.next();
  expect(again).toMatchObject({ id, text: '❌ *SALAH*' });
  await channel.close();
  const restarted = await aDevice(whatsapp, store);
  await isOpen(restarted.channel);
  await citizen.requestRetry(id);
  const { message, ...rest } = await citizen.next();
  expect(rest).toMatchObject({ id, text: '❌ *SALAH*' });
  expect(new Uint8Array((await whatsapp.openPicture(message)) ?? [])).toEqual(aPicture().bytes);
});

test('a picture that cannot be uploaded is tried again under the same id', async () => {
  const { whatsapp, citizen, send } = await aSender();
  whatsapp.refuseUploads(1);
  expect(await send()).toMatchObject({ type: 'later', ms: 0 });
  expect(citizen.received).toEqual([]);
  expect(await send()).toEqual({ type: 'accepted' });
  expect((await citizen.next()).message.imageMessage).toBeDefined();
});

test('a picture that WhatsApp does not confirm is sent again, and shown once', async () => {
  const { whatsapp, citizen, send } = await aSender();
  whatsapp.slowAcks(60_000);
  const sending = send();
  await citizen.next();
  whatsapp.drop();
  expect((await sending).type).toBe('later');
  whatsapp.slowAcks(0);
  await until(async () => (await send()).type === 'accepted', 9000);
  await until(() => citizen.received.length >= 2);
  expect(new Set(citizen.received.map(({ id }) => id)).size).toBe(1);
});

test('a picture has the timer of the chat', async () => {
  const { deliveries, citizen, send } = await aSender();
  const contextInfo = { expiration: 86_400 };
  await citizen.send({
    ephemeralMessage: { message: { extendedTextMessage: { text: 'x', contextInfo } } },
  });
  await until(() => deliveries.length === 2);
  await send();
  const { message } = await citizen.next();
  const inner = message.ephemeralMessage?.message ?? message;
  expect(inner.imageMessage?.contextInfo?.expiration).toBe(86_400);
});

test('a picture to a locked chat waits for its citizen, a refusal stops the number', async () => {
  const { whatsapp, channel, send } = await aSender();
  whatsapp.nackNext(463);
  expect(await send()).toMatchObject({ type: 'closed' });
  whatsapp.nackNext(475);
  expect((await send()).type).toBe('wait');
  expect(channel.health().state).toBe('paused');
});

test('the card comes by a number, and the question can be answered after it', async () => {
  const { whatsapp, store, post, errors } = await aDevicePost(undefined, cardPainter);
  await store.factChecks.save([aFactCheck({ title: HOAX, narratives: [HOAX] })]);
  await post.deps.index.follow();
  const ani = whatsapp.citizen('ani');
  const contextInfo = { isForwarded: true, forwardingScore: 5 };
  await ani.send({ extendedTextMessage: { text: HOAX, contextInfo } });
  await ani.next();
  await ani.write('3');
  const card = await ani.next();
  expect(card.text).toMatch(/❌ \*SALAH\*\n“Awas, mulai besok/);
  expect(card.text).not.toContain('*1.*');
  const bytes = await whatsapp.openPicture(card.message);
  expect(bytes && Buffer.from(bytes).subarray(1, 4).toString()).toBe('PNG');
  expect(card.message.imageMessage?.jpegThumbnail?.length).toBeGreaterThan(0);
  await ani.write('1');
  expect((await ani.next()).text).toContain('Terima kasih kabarnya.');
  expect(errors).toEqual([]);
});
