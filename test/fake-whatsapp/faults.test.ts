import { downloadMediaMessage, proto, type WAMessage } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { paired, sharedPair, strangers } from './paired.ts';

const together = sharedPair();

const { ERROR } = proto.WebMessageInfo.Status;

test('a duplicate cannot be opened, is asked for and comes with its content once more', async () => {
  const { server, client } = await paired();
  const ana = server.citizen('Ana');
  await client.message(await ana.write('halo'));
  await client.socket.sendMessage(ana.lid, { text: 'ya' });
  await ana.next();
  const id = await ana.write('lagi');
  await client.message(id);
  await ana.duplicate(id);
  const contents = () => client.upserts(id).flatMap(({ message }) => message.message ?? []);
  await expect.poll(contents).toHaveLength(2);
  expect(server.retries).toBe(1);
});

test('a message that is delivered again, sealed anew, is reported twice', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  const id = await ana.write('halo');
  await client.message(id);
  await ana.redeliver(id);
  await expect.poll(() => client.upserts(id)).toHaveLength(2);
  expect(client.upserts(id)[1]?.message.message?.conversation).toBe('halo');
});

test('a spoiled message arrives after the client has asked for it again', async () => {
  const { server, client } = await paired();
  const ana = server.citizen('Ana');
  for (const text of ['satu', 'dua']) {
    server.corruptNext();
    const id = await ana.write(text);
    expect((await client.message(id)).message.message?.conversation).toBe(text);
    await expect.poll(() => ana.acknowledged(id)).toBe(true);
    await client.socket.sendMessage(ana.lid, { text: 'ya' });
    await ana.next();
  }
  expect(server.retries).toBe(2);
  await expect.poll(() => server.waiting).toBe(0);
});

test('a spoiled message in a group arrives after the client has asked for it again', async () => {
  const { server, client } = await paired();
  const ana = server.citizen('Ana');
  const group = server.group('Warga RT 5', [ana, server.citizen('Budi')]);
  server.corruptNext();
  const text = 'Besok semua bank tutup sebulan penuh, sebarkan!';
  const id = await group.send(ana, { conversation: text });
  await expect.poll(() => server.retries).toBe(1);
  await expect.poll(() => client.upserts(id).at(-1)?.message.message?.conversation).toBe(text);
  await expect.poll(() => server.waiting).toBe(0);
});

test('a group member who asks for a message again gets it under the same id', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  const group = server.group('Warga RT 5', [ana, server.citizen('Budi')]);
  await client.message(await group.send(ana, { conversation: 'halo' }));
  await client.socket.sendMessage(group.jid, { text: 'ya' });
  const { id } = await group.next();
  await ana.requestRetry(id);
  expect(await group.next()).toMatchObject({ id, text: 'ya' });
});

test('a citizen who asks for a message again gets it under the same id', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  await client.message(await ana.write('halo'));
  await client.socket.sendMessage(ana.lid, { text: 'ya' });
  const { id } = await ana.next();
  await ana.requestRetry(id);
  expect(await ana.next()).toMatchObject({ id, text: 'ya' });
  expect(ana.received).toHaveLength(2);
});

test('a citizen who has installed WhatsApp anew is understood and understands', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  await client.message(await ana.write('halo'));
  await client.socket.sendMessage(ana.lid, { text: 'satu' });
  await ana.next();
  ana.reinstall();
  await client.message(await ana.write('halo lagi'));
  await client.socket.sendMessage(ana.lid, { text: 'dua' });
  expect((await ana.next()).text).toBe('dua');
  ana.reinstall();
  await client.socket.sendMessage(ana.lid, { text: 'tiga' });
  expect((await ana.next()).text).toBe('tiga');
});

test.each([
  ['replaced', 440],
  ['restart', 515],
  ['removed', 401],
  [503, 503],
] as const)('the error %s ends the connection with code %i', async (kind, code) => {
  const { server, client } = await paired();
  server.streamError(kind);
  expect(await client.closed()).toBe(code);
});

test.each([401, 403, 405, 503] as const)('a login can be refused with %i', async (reason) => {
  const { server, client } = await paired();
  await client.end();
  server.refuseLogins(reason);
  client.connect();
  expect(await client.closed()).toBe(reason);
  server.refuseLogins(null);
  await client.login();
});

test('a client that was removed is turned away until it pairs again', async () => {
  const { server, client } = await paired();
  server.streamError('removed');
  await client.closed();
  client.connect();
  expect(await client.closed()).toBe(401);
  const ana = server.citizen('Ana');
  client.forget();
  await client.pair();
  expect((await client.message(await ana.write('halo'))).type).toBe('notify');
});

test('a client that logs out is no longer a device of the account', async () => {
  const { client } = await paired();
  await client.socket.logout();
  expect(await client.closed()).toBe(401);
  client.connect();
  expect(await client.closed()).toBe(401);
});

test('a second client of the same account replaces the first', async () => {
  const { server, client } = await paired();
  const twin = client.twin();
  await twin.login();
  expect(await client.closed()).toBe(440);
  expect(server.online).toBe(true);
  await twin.end();
});

test('a refused message does not arrive; the error is in its first report', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  await client.message(await ana.write('halo'));
  server.nackNext(463);
  const sent = await client.socket.sendMessage(ana.lid, { text: 'ya' });
  const { message } = await client.message(sent?.key.id ?? '');
  expect(message).toMatchObject({
    status: ERROR,
    messageStubParameters: ['463', expect.anything()],
  });
  await client.socket.sendMessage(ana.lid, { text: 'sekali lagi' });
  expect((await ana.next()).text).toBe('sekali lagi');
  expect(ana.received).toHaveLength(1);
});

test('a refusal that comes late is reported as an update', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  server.nackNext(479);
  server.slowAcks(200);
  const sent = await client.socket.sendMessage(ana.lid, { text: 'ya' });
  const failed = await client.until((events) =>
    events['messages.update']?.find(({ key }) => key.id === sent?.key.id),
  );
  expect(failed.update).toMatchObject({ status: ERROR, messageStubParameters: ['479'] });
});

const bytes = Buffer.from('gambar '.repeat(500));

test('media are downloaded as they were sent', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  for (const kind of ['image', 'video', 'audio', 'document', 'sticker'] as const) {
    const id = await ana.send(await server.mediaMessage(kind, bytes));
    const { message } = await client.message(id);
    expect(await download(message)).toEqual(bytes);
  }
});

test('media can be spoiled and can lie about their size', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  const options = { corrupt: true, size: 5, caption: 'lihat', mime: 'image/png' };
  const id = await ana.send(await server.mediaMessage('image', bytes, options));
  const { message } = await client.message(id);
  expect(message.message?.imageMessage).toMatchObject({ caption: 'lihat', mimetype: 'image/png' });
  expect(Number(message.message?.imageMessage?.fileLength)).toBe(5);
  expect(await download(message)).not.toEqual(bytes);
});

test('expired media are uploaded again when asked for, unless they are gone for good', async () => {
  const { server, client } = await together();
  const ana = server.citizen('Ana');
  await client.socket.refreshMediaConn();
  const id = await ana.send(await server.mediaMessage('image', bytes, { expired: true }));
  const { message } = await client.message(id);
  await expect(download(message)).rejects.toMatchObject({ output: { statusCode: 410 } });
  expect(await download(await client.socket.updateMediaMessage(message))).toEqual(bytes);
  const gone = await ana.send(await server.mediaMessage('image', bytes, { expired: 'for good' }));
  const { message: lost } = await client.message(gone);
  await expect(client.socket.updateMediaMessage(lost)).rejects.toThrow();
});

test('a client that wants to pair can be turned away', async () => {
  const { server, client } = await strangers();
  server.refuseLogins(405);
  client.connect();
  expect(await client.closed()).toBe(405);
});

function download(message: WAMessage): Promise<Buffer> {
  return downloadMediaMessage(message, 'buffer', {});
}
