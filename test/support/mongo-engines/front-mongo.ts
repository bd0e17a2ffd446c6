import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Document } from 'bson';
import { primaryGreeting } from '../mongo-stand-in/serve-mongo.ts';
import { type Request, readRequest, splitMessages, writeRequest } from '../mongo-stand-in/wire.ts';

/** What the front makes up for, beside transactions and partial indexes. */
export interface Gaps {
  /** An update that reads and writes lets others in between: commands run one after another. */
  isAtomic: boolean;
  /** A changed document cannot be cut to some of its fields: it comes back whole. */
  cutsChanged: boolean;
}

/** A front of an engine. */
export interface Front {
  url(database: string): string;
  close(): Promise<void>;
}

const OF_TRANSACTIONS = ['txnNumber', 'autocommit', 'startTransaction', 'lsid', '$clusterTime'];
const OF_CONCERNS = ['readConcern', 'writeConcern', '$readPreference', 'maxTimeMS'];

/**
 * Stands before an engine without transactions as the primary of a replica set: a commit does
 * nothing, and a rollback leaves what was written. An index over some documents only is made over
 * all of them, and is not unique.
 */
export async function frontMongo(port: number, gaps: Gaps): Promise<Front> {
  const sockets = new Set<Socket>();
  const indexes = new Map<string, Document[]>();
  let last: Promise<void> = Promise.resolve();
  const server = createServer((client) => {
    const engine = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [client, engine],
      [engine, client],
    ] as const) {
      sockets.add(socket.setNoDelay());
      socket.on('error', () => {}).on('close', () => sockets.delete(socket) && other.destroy());
    }
    const exchange = async (bytes: Buffer) => {
      if (engine.destroyed) return;
      engine.write(bytes);
      if (!gaps.isAtomic) await nextMessage(engine);
    };
    engine.pipe(client, { end: false });
    onMessages(client, (message) => {
      const request = readRequest(message, { asWritten: true });
      const answer = answerItself(request, { address, indexes });
      if (answer) {
        client.write(answer);
        return;
      }
      const bytes = writeRequest(message.readInt32LE(4), toEngine(request.command, gaps));
      last = last.then(() => exchange(bytes));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
  return {
    url: (database) => `mongodb://${address}/${database}?replicaSet=stand-in&retryWrites=false`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Calls for each whole message; the end of the calls is returned. */
function onMessages(socket: Socket, handle: (message: Buffer) => void): () => void {
  let buffer: Buffer = Buffer.alloc(0);
  const read = (chunk: Buffer) => {
    const split = splitMessages(Buffer.concat([buffer, chunk]));
    buffer = split.rest;
    for (const message of split.messages) handle(message);
  };
  socket.on('data', read);
  return () => socket.off('data', read);
}

function nextMessage(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      stop();
      socket.off('close', end);
      resolve();
    };
    const stop = onMessages(socket, end);
    socket.on('close', end);
  });
}

/** The answer to a command that the engine never sees; none for one that it does. */
function answerItself(
  { command, answer }: Request,
  known: { address: string; indexes: Map<string, Document[]> },
): Buffer | undefined {
  const [name = ''] = Object.keys(command);
  if (/^(hello|ismaster)$/i.test(name)) return answer(primaryGreeting(known.address));
  if (name === 'commitTransaction' || name === 'abortTransaction') return answer({ ok: 1 });
  if (name === 'endSessions') return answer({ ok: 1 });
  const space = `${command.$db}.${command[name]}`;
  if (name === 'createIndexes') {
    known.indexes.set(space, [...(known.indexes.get(space) ?? []), ...command.indexes]);
  }
  const made = known.indexes.get(space);
  if (name === 'dropIndexes' && made) {
    known.indexes.set(
      space,
      made.filter((each) => each.name !== command.index),
    );
  }
  if (name !== 'listIndexes' || !made) return undefined;
  const firstBatch = [{ v: 2, key: { _id: 1 }, name: '_id_' }, ...made];
  return answer({ ok: 1, cursor: { id: 0n, ns: space, firstBatch } });
}

function toEngine(command: Document, gaps: Gaps): Document {
  const sent = { ...command };
  for (const field of [...OF_TRANSACTIONS, ...OF_CONCERNS]) delete sent[field];
  if (!gaps.cutsChanged && 'findAndModify' in sent) delete sent.fields;
  if ('createIndexes' in sent) sent.indexes = sent.indexes.map(toWholeIndex);
  return sent;
}

function toWholeIndex({ partialFilterExpression, ...index }: Document): Document {
  if (partialFilterExpression === undefined) return index;
  const { unique: _, ...whole } = index;
  return whole;
}
