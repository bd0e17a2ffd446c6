import { proto } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { paired, sharedPair, strangers } from './paired.ts';

const together = sharedPair();

test('a client pairs by QR, and logs in again with the same keys', async () => {
  const { server, client } = await paired();
  expect(server.logins).toBe(1);
  await client.end();
  await client.login();
  expect(server.logins).toBe(2);
});

test('a code that is not on offer pairs nobody', async () => {
  const { server, client } = await strangers();
  client.connect();
  await client.qr();
  await expect(server.scan('https://wa.me/settings/linked_devices#2@x,a,b,c,1')).rejects.toThrow();
});

test('a client pairs by a code that is typed', async () => {
  const { server, client } = await strangers();
  client.connect();
  await client.qr();
  expect(server.pairingCodeRequested).toBe(false);
  const code = await client.socket.requestPairingCode('6281200000000');
  await server.enterCode(code);
  expect(await client.closed()).toBe(515);
  await client.login();
  expect(server.logins).toBe(1);
});

test('a wrong code pairs nobody', async () => {
  const { server, client } = await strangers();
  client.connect();
  await client.qr();
  await client.socket.requestPairingCode('6281200000000', 'ABCDEFGH');
  await expect(server.enterCode('ABCDEFGJ')).rejects.toThrow();
});

test('messages and answers are opened on both sides, the first and the later ones', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana', { phone: '6281200000001' });
  const first = await client.message(await ana.write('halo'));
  expect(first.type).toBe('notify');
  expect(first.message).toMatchObject({
    key: { remoteJid: ana.lid, remoteJidAlt: '6281200000001@s.whatsapp.net', fromMe: false },
    pushName: 'Ana',
    message: { conversation: 'halo' },
  });
  await client.socket.sendMessage(ana.lid, { text: 'ya' });
  expect((await ana.next()).text).toBe('ya');
  const second = await client.message(await ana.write('lagi', { at: Date.UTC(2026, 0, 5) }));
  expect(second.message.message?.conversation).toBe('lagi');
  expect(Number(second.message.messageTimestamp)).toBe(Date.UTC(2026, 0, 5) / 1000);
  await client.socket.sendMessage(ana.lid, { text: 'sip' });
  expect((await ana.next()).text).toBe('sip');
});

test('an answer quotes what it answers', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  const id = await ana.write('halo');
  const { message } = await client.message(id);
  await client.socket.sendMessage(ana.lid, { text: 'ya' }, { quoted: message });
  const context = (await ana.next()).message.extendedTextMessage?.contextInfo;
  expect(context).toMatchObject({ stanzaId: id, quotedMessage: { conversation: 'halo' } });
});

test('the client may write first', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  const budi = server.citizen('Budi', { addressing: 'pn' });
  await client.socket.sendMessage(ana.lid, { text: 'halo' });
  await client.socket.sendMessage(budi.pn, { text: 'halo juga' });
  expect((await ana.next()).text).toBe('halo');
  expect((await budi.next()).text).toBe('halo juga');
  expect(await client.socket.onWhatsApp(budi.phone, '6281299999999')).toEqual([
    { jid: budi.pn, exists: true },
  ]);
});

test('a citizen shows a number only, or none at all', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana', { addressing: 'pn' });
  const budi = server.citizen('Budi', { hidesPhone: true });
  const { message } = await client.message(await ana.write('halo'));
  expect(message.key).toMatchObject({ remoteJid: ana.pn, remoteJidAlt: ana.lid });
  await client.socket.sendMessage(ana.pn, { text: 'ya' });
  expect((await ana.next()).text).toBe('ya');
  const hidden = await client.message(await budi.write('halo'));
  expect(hidden.message.key).toMatchObject({ remoteJid: budi.lid });
  expect(hidden.message.key.remoteJidAlt).toBeUndefined();
  await client.socket.sendMessage(budi.lid, { text: 'ya' });
  expect((await budi.next()).text).toBe('ya');
});

test('receipts tell that a message was delivered and read', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  const id = await ana.write('halo');
  const { message } = await client.message(id);
  await expect.poll(() => ana.acknowledged(id)).toBe(true);
  expect(ana.sawRead(id)).toBe(false);
  await client.socket.readMessages([message.key]);
  await expect.poll(() => ana.sawRead(id)).toBe(true);
  const sent = await client.socket.sendMessage(ana.lid, { text: 'ya' });
  const { message: echo } = await client.message(sent?.key.id ?? '');
  expect(echo.status).toBe(proto.WebMessageInfo.Status.DELIVERY_ACK);
});

test('what is sent while the client is away arrives when it comes back', async () => {
  const { server, client } = await paired();
  const ana = server.citizen('Ana');
  await client.message(await ana.write('satu'));
  await client.end();
  await expect.poll(() => server.online).toBe(false);
  const ids = [await ana.write('dua'), await ana.write('tiga')];
  expect(server.waiting).toBe(2);
  await client.login();
  for (const id of ids) expect((await client.message(id)).type).toBe('append');
  await expect.poll(() => server.waiting).toBe(0);
});

test('a message that was not answered for comes again after a break', async () => {
  const { server, client } = await paired();
  const ana = server.citizen('Ana');
  server.pauseDelivery();
  const id = await ana.write('halo');
  server.drop();
  expect(await client.closed()).toBe(428);
  server.resumeDelivery();
  await client.login();
  expect((await client.message(id)).message.message?.conversation).toBe('halo');
});

test('messages can overtake each other', async () => {
  const { server, client } = await paired();
  const ana = server.citizen('Ana');
  await client.message(await ana.write('nol'));
  server.pauseDelivery();
  const ids = [await ana.write('satu'), await ana.write('dua')];
  server.resumeDelivery('reversed');
  for (const id of ids) await client.message(id);
  const order = client.upserts().map(({ message }) => message.key.id);
  expect(order.slice(-2)).toEqual(ids.toReversed());
});

test('edits, deletions and reactions arrive', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  const id = await ana.write('halo');
  await client.message(id);
  await ana.edit(id, { conversation: 'halo semua' });
  const edited = await client.until((events) =>
    events['messages.update']?.find(({ key }) => key.id === id),
  );
  expect(edited.update.message?.editedMessage?.message?.conversation).toBe('halo semua');
  await ana.revoke(id);
  await client.until((events) =>
    events['messages.update']?.find(({ key, update }) => key.id === id && update.message === null),
  );
  const sent = await client.socket.sendMessage(ana.lid, { text: 'ya' });
  await ana.react(sent?.key.id ?? '', '👍');
  const reactions = await client.until((events) => events['messages.reaction']);
  expect(reactions).toMatchObject([{ key: { id: sent?.key.id }, reaction: { text: '👍' } }]);
});

test('a group hears the client and the client hears the group', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  const budi = server.citizen('Budi');
  const group = server.group('Warga RT 5', [ana, budi]);
  const first = await client.message(await group.send(ana, { conversation: 'halo' }));
  expect(first.message).toMatchObject({
    key: { remoteJid: group.jid, participant: ana.lid, participantAlt: ana.pn },
    message: { conversation: 'halo' },
  });
  await client.message(await group.send(budi, { conversation: 'hai' }));
  await client.message(await group.send(ana, { conversation: 'lagi' }));
  await client.socket.sendMessage(group.jid, { text: 'salam' });
  expect((await group.next()).text).toBe('salam');
  await client.socket.sendMessage(group.jid, { text: 'salam lagi' });
  expect((await group.next()).text).toBe('salam lagi');
  expect((await client.socket.groupMetadata(group.jid)).subject).toBe('Warga RT 5');
  expect(ana.received).toEqual([]);
});

test('the client hears of status updates, calls and what only the phone can show', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  const status = await client.message(await ana.postStatus({ conversation: 'libur' }));
  expect(status.message.key).toMatchObject({ remoteJid: 'status@broadcast', participant: ana.lid });
  const hidden = await ana.sendViewOnce();
  await expect.poll(() => client.upserts(hidden)[0]?.message.key.isViewOnce).toBe(true);
  const id = await ana.call();
  const [call] = await client.until((events) => events.call);
  expect(call).toMatchObject({ id, from: ana.lid, status: 'offer' });
  await client.socket.rejectCall(id, ana.lid);
  expect(server.rejectedCalls).toEqual([id]);
});

test('the client hears of what is written on the phone of the account', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  const { message } = await client.message(await server.writeOnPhone(ana, 'ini petugas'));
  expect(message.key).toMatchObject({ remoteJid: ana.lid, fromMe: true });
  expect(message.message?.conversation).toBe('ini petugas');
});
