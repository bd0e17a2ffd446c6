import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { connect } from '../../src/store/mongo/connect.ts';
import { openTestMongo } from '../support/mongo.ts';

const mongo = await openTestMongo();
console.log(`A silent MongoDB runs on: ${mongo.name}`);
afterAll(() => mongo.close());

test('a call to a server that has fallen silent fails, and the next one is served again', async () => {
  const line = await aLine(new URL(mongo.url()));
  const connection = await connect(line.url, { silenceMs: 400 });
  onTestFinished(() => connection.close(true));
  const notes = connection.getClient().db().collection<{ _id: string }>('notes');
  await notes.insertOne({ _id: 'before' });
  line.hold();
  await expect(notes.insertOne({ _id: 'meanwhile' })).rejects.toThrow(/timed out|selection/i);
  line.release();
  await expect.poll(() => notes.findOne({ _id: 'before' }), { timeout: 20_000 }).toBeTruthy();
});

/** A line to a server that can be held: it stays open, and nothing passes. */
async function aLine(server: URL) {
  let isHeld = false;
  const sockets = new Set<Socket>();
  const proxy = createServer((near) => {
    const far = dial(Number(server.port), server.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes) => isHeld || far.write(bytes));
    far.on('data', (bytes) => isHeld || near.write(bytes));
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const { port } = proxy.address() as AddressInfo;
  const url = new URL(server);
  url.port = `${port}`;
  // One address for the driver: a replica set would tell it the server's own.
  url.searchParams.delete('replicaSet');
  url.searchParams.set('directConnection', 'true');
  url.searchParams.set('serverSelectionTimeoutMS', '1000');
  return { url: url.href, hold: () => (isHeld = true), release: () => (isHeld = false) };
}
