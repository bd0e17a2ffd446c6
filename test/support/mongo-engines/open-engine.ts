import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aFreePort } from '../program.ts';
import { frontMongo, type Gaps } from './front-mongo.ts';

/** An engine written by others that speaks MongoDB's protocol. */
export interface Engine {
  /** The address of an empty database of its own. */
  url(): string;
  close(): Promise<void>;
}

/** The program of POSKO_TEST_FERRETDB, on SQLite in a folder of its own. */
export function openFerretDb(program: string): Promise<Engine> {
  return openEngine({ isAtomic: false, cutsChanged: false }, (port, folder) => [
    program,
    '--handler=sqlite',
    `--sqlite-url=file:${folder}/`,
    `--state-dir=${folder}`,
    `--listen-addr=127.0.0.1:${port}`,
    '--debug-addr=-',
    '--telemetry=disable',
    '--log-level=error',
  ]);
}

/** The classes in the folder of POSKO_TEST_MONGO_JAVA, all in memory. */
export function openMongoJavaServer(jars: string): Promise<Engine> {
  const main = join(import.meta.dirname, 'StartServer.java');
  return openEngine({ isAtomic: true, cutsChanged: true }, (port) => [
    'java',
    '-cp',
    `${jars}/*`,
    main,
    `${port}`,
  ]);
}

async function openEngine(
  gaps: Gaps,
  toCommand: (port: number, folder: string) => string[],
): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'posko-engine-'));
  const port = await aFreePort();
  const [program = '', ...options] = toCommand(port, folder);
  const child = spawn(program, options, { stdio: 'ignore' });
  await untilItListens(child, port);
  const front = await frontMongo(port, gaps);
  return {
    url: () => front.url(`t${randomUUID().slice(0, 8)}`),
    async close() {
      await front.close();
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItListens(child: ChildProcess, port: number): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await pause(50);
  }
  throw new Error(`${child.spawnfile} ended with ${child.exitCode} before it listened`);
}
