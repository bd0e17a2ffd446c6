import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { Phones } from '../../src/channels/simulator/phones.ts';
import { type SimulatorHost, simulatorRoutes } from '../../src/channels/simulator/routes.ts';
import { Simulator, toDelivered } from '../../src/channels/simulator/simulator.ts';
import { MAX_FILE } from '../../src/domain/messages/message.ts';
import { type ChannelStage, channelContract } from '../contracts/channel-contract.ts';
import { aFolder, anAddress } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

channelContract('simulator', async () => open(join(aFolder(), 'simulator.db')));

async function open(path: string): Promise<ChannelStage> {
  const phones = new Phones(path);
  onTestFinished(() => closeQuietly(phones));
  const address = anAddress('w1');
  return {
    address,
    channel: new Simulator('simulator', (citizen, reply, picture) =>
      phones.show(citizen, reply, { at: MORNING, picture }),
    ),
    seen: async () =>
      phones.read('w1').map(({ id, text, file }) => ({
        id,
        text,
        picture: file && phones.readPicture(file.sha256)?.bytes,
      })),
    reopen: async () => {
      phones.close();
      return open(path);
    },
  };
}

function closeQuietly(phones: Phones): void {
  try {
    phones.close();
  } catch {
    // closed by the test already
  }
}

const by = { channel: 'simulator', citizen: 'w1', now: MORNING };

test('a phone shows its own chat only, the latest 500 bubbles', async () => {
  const phones = new Phones(join(aFolder(), 'simulator.db'));
  onTestFinished(() => phones.close());
  for (let n = 0; n < 510; n += 1) {
    phones.add('w1', { id: `a${n}`, from: 'bot', text: `${n}`, at: MORNING });
  }
  phones.add('w2', { id: 'b', from: 'citizen', text: 'halo', at: MORNING });
  expect(phones.read('w1')).toHaveLength(500);
  expect(phones.read('w1').at(-1)?.text).toBe('509');
  expect(phones.read('w2')).toHaveLength(1);
});

test('who follows a phone hears of each new bubble once, until they stop', async () => {
  const phones = new Phones(join(aFolder(), 'simulator.db'));
  onTestFinished(() => phones.close());
  const heard: string[] = [];
  const stop = phones.listen('w1', ({ text }) => heard.push(text));
  const bubble = { id: 'a', from: 'bot' as const, text: 'halo', at: MORNING };
  phones.add('w1', bubble);
  phones.add('w1', bubble);
  phones.add('w2', { ...bubble, id: 'b' });
  stop();
  phones.add('w1', { ...bubble, id: 'c' });
  expect(heard).toEqual(['halo']);
});

test('a forwarding score makes a message a forwarded one', () => {
  const { message } = toDelivered(by, { text: 'a', forwardingScore: 5 });
  expect(message).toMatchObject({ forwarded: true, forwardingScore: 5 });
  expect(toDelivered(by, { text: 'a' }).message.forwarded).toBe(false);
  expect(toDelivered(by, { text: 'a', forwarded: true }).message.forwardingScore).toBe(1);
});

test.each([
  ['image/png', 'image'],
  ['video/mp4', 'video'],
  ['audio/ogg', 'audio'],
  ['application/pdf', 'document'],
])('a file of %s arrives as %s', (mime, kind) => {
  const file = { bytes: Buffer.from('x'), mime, name: 'berkas' };
  expect(toDelivered(by, { text: '', file }).message.kind).toBe(kind);
});

test('a file over the limit arrives as a problem and without its bytes', () => {
  const file = { bytes: Buffer.alloc(MAX_FILE + 1), mime: 'image/png', name: 'besar.png' };
  const delivered = toDelivered(by, { text: '', file });
  expect(delivered.message.problem).toBe('too-large');
  expect(delivered.file).toBeUndefined();
});

test('only files of simulated chats are given out, as nobody logs in there', async () => {
  const phones = new Phones(join(aFolder(), 'simulator.db'));
  onTestFinished(() => phones.close());
  const [theirs, real] = ['a'.repeat(64), 'b'.repeat(64)];
  const file = { sha256: theirs, mime: 'image/png', name: 'foto.png' };
  phones.add('w1', { id: '1', from: 'citizen', text: '', at: MORNING, file });
  const host: SimulatorHost = {
    ...{ phones, post: 'Posko', hosts: [], samples: () => [], now: () => MORNING },
    ...{ receive: async () => {}, onTyping: () => {} },
    readMedia: async () => ({ mime: 'image/png', bytes: new Uint8Array([1, 2, 3]) }),
  };
  const server = createServer(express().use(simulatorRoutes(host))).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  const ask = (sha256: string) => fetch(`http://127.0.0.1:${port}/chat/api/files/${sha256}`);
  expect((await (await ask(theirs)).arrayBuffer()).byteLength).toBe(3);
  expect((await ask(real)).status).toBe(404);
});
