import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Mongoose } from 'mongoose';
import { migrateMongo } from '../../src/store/mongo/open-mongo.ts';
import { type MongoStandIn, serveMongo } from './mongo-stand-in/serve-mongo.ts';
import { aFreePort } from './program.ts';

/** A MongoDB for tests: what it is, and the address of a database of its own for each who asks. */
export interface TestMongo {
  name: string;
  /** Whether it is MongoDB itself, whose plans and conflicts count. */
  isReal: boolean;
  url(): string;
  /** The address of a database of its own that has its collections and indexes already. */
  migrated(): Promise<string>;
  close(): Promise<void>;
}

const MONGOD = 'mongod';

/** The server named by POSKO_TEST_MONGO_URL, else a `mongod` of this machine, else the stand-in. */
export async function openTestMongo(options: { lifetimeMs?: number } = {}): Promise<TestMongo> {
  const given = process.env.POSKO_TEST_MONGO_URL;
  if (given) return onServer('the server of POSKO_TEST_MONGO_URL', given, async () => {});
  if (spawnSync(MONGOD, ['--version']).status === 0) return startMongod();
  return onStandIn(await serveMongo(options));
}

/** The first database is migrated; the others are made like it, which takes no round trips. */
function onStandIn(standIn: MongoStandIn): TestMongo {
  const model = aName();
  let isModelReady: Promise<unknown> | undefined;
  return {
    name: 'STAND-IN for MongoDB (no server: set POSKO_TEST_MONGO_URL, or install mongod)',
    isReal: false,
    url: () => standIn.url(aName()),
    async migrated() {
      isModelReady ??= migrateMongo(standIn.url(model), { isDry: false });
      await isModelReady;
      const name = aName();
      standIn.prepareLike(model, name);
      return standIn.url(name);
    },
    close: () => standIn.close(),
  };
}

function onServer(name: string, server: string, close: () => Promise<void>): TestMongo {
  const used: string[] = [];
  const newUrl = () => {
    const url = new URL(server);
    url.pathname = `/${aName()}`;
    used.push(url.href);
    return url.href;
  };
  return {
    name,
    isReal: true,
    url: newUrl,
    async migrated() {
      const url = newUrl();
      await migrateMongo(url, { isDry: false });
      return url;
    },
    async close() {
      for (const url of used) {
        const connection = await new Mongoose().createConnection(url).asPromise();
        await connection.dropDatabase();
        await connection.close();
      }
      await close();
    },
  };
}

async function startMongod(): Promise<TestMongo> {
  const folder = mkdtempSync(join(tmpdir(), 'posko-mongod-'));
  const port = await aFreePort();
  const options = ['--dbpath', folder, '--port', `${port}`, '--bind_ip', '127.0.0.1'];
  const server = spawn(MONGOD, [...options, '--replSet', 'test', '--quiet'], { stdio: 'ignore' });
  const close = async () => {
    await stop(server);
    rmSync(folder, { recursive: true, force: true });
  };
  const direct = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  const connection = await new Mongoose().createConnection(direct).asPromise();
  const admin = connection.getClient().db('admin');
  const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
  await admin.command({ replSetInitiate: { _id: 'test', members } });
  while (!(await admin.command({ hello: 1 })).isWritablePrimary) await pause(50);
  await connection.close();
  return onServer('mongod', `mongodb://127.0.0.1:${port}/?replicaSet=test`, close);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

function aName(): string {
  return `posko-test-${randomUUID().slice(0, 13)}`;
}
