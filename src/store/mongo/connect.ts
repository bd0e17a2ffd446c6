import { type Connection, Mongoose } from 'mongoose';

/**
 * Connects to a replica set. Filters accept only operators wrapped in `trusted`, and no field
 * outside a schema; acknowledged writes are on a majority of the members. Whatever runs within a
 * transaction belongs to it. A server that is silent for `silenceMs` counts as lost: the driver
 * tries reads, writes and commits once more, elsewhere if there is another primary; 0 waits for ever.
 */
export async function connect(url: string, { silenceMs = 30_000 } = {}): Promise<Connection> {
  checkWriteConcern(url);
  const mongoose = new Mongoose({
    strictQuery: 'throw',
    sanitizeFilter: true,
    transactionAsyncLocalStorage: true,
  });
  const connection = mongoose.createConnection(url, {
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    ignoreUndefined: true,
    promoteBuffers: true,
    readPreference: 'primary',
    writeConcern: { w: 'majority' },
    readConcern: { level: 'majority' },
    serverSelectionTimeoutMS: 20_000, // an election takes 12 seconds
    waitQueueTimeoutMS: 10_000,
    socketTimeoutMS: silenceMs,
  });
  try {
    await connection.asPromise();
    await checkReplicaSet(connection);
    return connection;
  } catch (error) {
    await connection.close().catch(() => {});
    const message = error instanceof Error ? error.message : String(error);
    const isAway = error instanceof Error && error.name === 'MongooseServerSelectionError';
    throw new Error(`MongoDB: ${message}${isAway ? '; start it, or correct POSKO_MONGO_URL' : ''}`);
  }
}

function checkWriteConcern(url: string): void {
  const asked = /[?&]w=([^&]*)/i.exec(url)?.[1];
  if (asked === undefined || asked === 'majority') return;
  throw new Error(
    `MongoDB: w=${asked} can lose what was acknowledged; leave w out of POSKO_MONGO_URL, or say w=majority`,
  );
}

async function checkReplicaSet(connection: Connection): Promise<void> {
  const hello = await connection.getClient().db().command({ hello: 1 });
  if (hello.setName === undefined && hello.msg !== 'isdbgrid') {
    throw new Error(
      'the server is no replica set; one member is enough: mongod --replSet rs0, then rs.initiate()',
    );
  }
}
