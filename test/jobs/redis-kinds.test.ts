import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findFreePort } from '../support/free-port.ts';
import { aWorker, until } from '../support/jobs.ts';
import { hasRedis } from '../support/redis.ts';

const PASSWORD = 'rahasia:/kita';

/** A server of Redis of any kind, which ends with the tests of this file. */
class Server {
  readonly #folder = mkdtempSync(join(tmpdir(), 'posko-redis-'));
  #process: ChildProcess | undefined;
  port = 0;

  /** Each line of the configuration is an option; `{port}` and `{folder}` are filled in. */
  async start(...lines: string[]): Promise<void> {
    this.port = await findFreePort();
    const file = join(this.#folder, 'redis.conf');
    const all = ['bind 127.0.0.1', 'save ""', `dir ${this.#folder}`, ...lines];
    const text = all.join('\n').replaceAll('{port}', `${this.port}`);
    writeFileSync(file, text.replaceAll('{folder}', this.#folder));
    const kind = lines.some((line) => line.startsWith('sentinel')) ? ['--sentinel'] : [];
    const port = text.includes('tls-port') ? '0' : `${this.port}`;
    this.#process = spawn('redis-server', [file, '--port', port, ...kind], { stdio: 'ignore' });
  }

  client(options: object = {}): Redis {
    const retryStrategy = () => 20;
    const where = { host: '127.0.0.1', port: this.port, maxRetriesPerRequest: null };
    return new Redis({ ...where, retryStrategy, ...options }).on('error', () => {});
  }

  get folder(): string {
    return this.#folder;
  }

  end(): void {
    this.#process?.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

describe.skipIf(!hasRedis())('Redis as people run it', () => {
  const servers = Array.from({ length: 5 }, () => new Server());
  const [cluster, master, sentinel, tls, hungry] = servers as [
    Server,
    Server,
    Server,
    Server,
    Server,
  ];

  beforeAll(async () => {
    await cluster.start('cluster-enabled yes', `requirepass ${PASSWORD}`);
    const client = cluster.client({ password: PASSWORD });
    await client.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await until(async () => `${await client.call('CLUSTER', 'INFO')}`.includes('cluster_state:ok'));
    client.disconnect();
    await master.start();
    await hungry.start('maxmemory 100mb', 'maxmemory-policy allkeys-lru');
    await sentinel.start(`sentinel monitor posko-master 127.0.0.1 ${master.port} 1`);
  });
  afterAll(() => {
    for (const server of servers) server.end();
  });

  test('a Cluster runs every job, each once', async () => {
    const secret = encodeURIComponent(PASSWORD);
    await runsEveryJob(`redis-cluster://:${secret}@127.0.0.1:${cluster.port}`);
  });

  test('the master that a Sentinel names runs every job', async () => {
    await runsEveryJob(`redis-sentinel://127.0.0.1:${sentinel.port}/posko-master`);
    const client = master.client();
    expect(await client.keys('posko:*')).not.toEqual([]);
    client.disconnect();
  });

  test('a server behind TLS runs every job', async () => {
    makeCertificate(tls.folder);
    await tls.start(
      'tls-port {port}',
      'tls-cert-file {folder}/cert.pem',
      'tls-key-file {folder}/key.pem',
      'tls-ca-cert-file {folder}/cert.pem',
      'tls-auth-clients no',
    );
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    onTestFinished(() => {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    });
    await runsEveryJob(`rediss://127.0.0.1:${tls.port}`);
  });

  test.each([
    ['a Sentinel', () => `redis://127.0.0.1:${sentinel.port}`, 'redis-sentinel://'],
    ['a wrong password', () => `redis://:x@127.0.0.1:${cluster.port}`, 'POSKO_REDIS_URL'],
    [
      'a Cluster of which we know one server',
      () => `redis://:${encodeURIComponent(PASSWORD)}@127.0.0.1:${cluster.port}`,
      'redis-cluster://',
    ],
    ['a server that may delete jobs', () => `redis://127.0.0.1:${hungry.port}`, 'allkeys-lru'],
  ])('%s is named', async (_, url, words) => {
    const jobs = aWorker({ url: url() });
    await until(() => jobs.health().reason?.includes(words) === true);
  });
});

async function runsEveryJob(url: string): Promise<void> {
  const worker = aWorker({ url });
  await until(() => worker.health().state === 'ok');
  const citizens = Array.from({ length: 30 }, (_, n) => `w${n}`);
  for (const citizen of citizens) worker.turn(citizen);
  await until(() => worker.begun.length === citizens.length);
  expect([...worker.begun].sort()).toEqual([...citizens].sort());
}

function makeCertificate(folder: string): void {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
    ...files,
  ]);
  expect(made.status).toBe(0);
}
