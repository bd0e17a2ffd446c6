import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { MAX_FILE } from '../../../src/domain/messages/message.ts';
import { aPairedDevice, until } from './stage.ts';

const BYTES = randomBytes(70_000);

async function aPicture(options: object = {}, bytes = BYTES) {
  const device = await aPairedDevice();
  const ani = device.whatsapp.citizen('ani');
  await ani.send(
    await device.whatsapp.mediaMessage('image', bytes, { mime: 'image/png', ...options }),
  );
  await until(() => device.deliveries.length === 1);
  const reference = device.deliveries[0]?.message.remote?.reference ?? '';
  return { ...device, reference, fetched: () => device.channel.fetchFile(reference) };
}

test('a picture is fetched and opened', async () => {
  const { fetched } = await aPicture();
  const file = await fetched();
  expect('bytes' in file && Buffer.from(file.bytes).equals(BYTES)).toBe(true);
  expect(file).toMatchObject({ media: { mime: 'image/png', size: BYTES.length } });
});

test('a picture that was changed on its way is not taken for what was sent', async () => {
  const { fetched } = await aPicture({ corrupt: true });
  expect(await fetched()).toEqual({ problem: 'unreadable' });
});

test('a picture that has left the server is asked for at the phone', async () => {
  const { fetched } = await aPicture({ expired: true });
  const file = await fetched();
  expect('bytes' in file && Buffer.from(file.bytes).equals(BYTES)).toBe(true);
});

test('a file that is too large is left where it is', async () => {
  const { fetched } = await aPicture({ size: MAX_FILE + 1 });
  expect(await fetched()).toEqual({ problem: 'too-large' });
});

test('a file cannot lead us to a place of the sender’s choice', async () => {
  const { channel, reference } = await aPicture();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  const { directPath: _, ...bare } = JSON.parse(reference);
  const url = `http://127.0.0.1:${port}/admin`;
  const file = channel.fetchFile(JSON.stringify({ ...bare, url }));
  expect(await file).toEqual({ problem: 'unreadable' });
  expect(asked).toEqual([]);
});

test.each(['.evil.example/x', '//evil.example/x', '@evil.example/x', '/\\evil.example/x'])(
  'a path such as %s does not change whom we ask',
  async (directPath) => {
    const { channel, reference } = await aPicture();
    const file = channel.fetchFile(JSON.stringify({ ...JSON.parse(reference), directPath }));
    expect(await file).toEqual({ problem: 'unreadable' });
  },
);

test('what may pass is not taken for a loss', async () => {
  const { channel, reference } = await aPicture();
  const url = 'https://localhost:1/nothing-listens-here';
  const file = channel.fetchFile(JSON.stringify({ ...JSON.parse(reference), url }));
  await expect(file).rejects.toThrow();
});

test('a picture that is gone for good is unreadable', async () => {
  const { fetched } = await aPicture({ expired: 'for good' });
  expect(await fetched()).toEqual({ problem: 'unreadable' });
});

test('a file waits while there is no connection', async () => {
  const { channel, fetched } = await aPicture();
  await channel.close();
  await expect(fetched()).rejects.toThrow('not connected');
});
