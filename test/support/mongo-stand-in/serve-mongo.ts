import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Document } from 'bson';
import { run } from './commands.ts';
import { Database, Transactions } from './database.ts';
import { readRequest, splitMessages } from './wire.ts';

/** A running stand-in. */
export interface MongoStandIn {
  url(database: string): string;
  /** Gives a new database the collections and indexes of another. */
  prepareLike(model: string, database: string): void;
  close(): Promise<void>;
}

/**
 * Serves a stand-in for MongoDB on loopback: enough of the wire protocol for the official driver,
 * all in memory. A transaction whose client is gone holds its documents for `lifetimeMs`. It shows that our code and the protocol agree, never how MongoDB itself behaves.
 */
export async function serveMongo({ lifetimeMs = 60_000 } = {}): Promise<MongoStandIn> {
  const databases = new Map<string, Database>();
  const [transactions, cursors] = [new Transactions(lifetimeMs), new Map<number, Document[]>()];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.setNoDelay());
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    let buffer: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      const split = splitMessages(Buffer.concat([buffer, chunk]));
      buffer = split.rest;
      for (const message of split.messages) void respond(socket, message);
    });
  });
  const respond = async (socket: Socket, message: Buffer) => {
    const { command, answer } = readRequest(message);
    const [name = ''] = Object.keys(command);
    if (/^(hello|ismaster)$/i.test(name)) {
      socket.write(answer(primaryGreeting(address)));
      return;
    }
    const database = databases.get(command.$db) ?? new Database();
    databases.set(command.$db, database);
    const reply = await run({ database, transactions, cursors }, command);
    if (!socket.destroyed) socket.write(answer(reply));
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
  return {
    url: (database) => `mongodb://${address}/${database}?replicaSet=stand-in`,
    prepareLike(model, database) {
      const known = databases.get(model);
      if (known) databases.set(database, known.emptyCopy());
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What the primary of a replica set of one, `stand-in`, says of itself to who greets it. */
export function primaryGreeting(address: string): Document {
  return {
    ok: 1,
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    secondary: false,
    setName: 'stand-in',
    setVersion: 1,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    logicalSessionTimeoutMinutes: 30,
    localTime: new Date(),
    minWireVersion: 0,
    maxWireVersion: 25,
    readOnly: false,
  };
}
