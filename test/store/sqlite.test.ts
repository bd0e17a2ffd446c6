import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { storeContract } from '../contracts/store-contract.ts';
import { checkTracesLast } from '../contracts/traces-contract.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  aFolder,
  aMasterKey,
  anAnnouncement,
} from '../support/builders.ts';
import { aReviewer } from '../support/gate.ts';

storeContract('SQLite in memory', async () => openSqlite(':memory:', createSeal(aMasterKey())));

storeContract('SQLite in a file', async () =>
  openSqlite(join(aFolder(), 'posko.db'), createSeal(aMasterKey())),
);

test('what was committed is there when the file is opened again', async () => {
  const path = join(aFolder(), 'posko.db');
  const seal = createSeal(aMasterKey());
  const first = openSqlite(path, seal);
  const citizen = await aCitizen(first);
  const found = aCase();
  await first.cases.commit(aCaseCommit({ newCases: [found] }));
  await first.close();
  const second = openSqlite(path, seal);
  expect((await second.turns.readTurn(citizen))?.pending).toHaveLength(1);
  expect(await second.cases.get(found.id)).toEqual(found);
  await second.close();
});

test('a block comes back with its citizen when the file is opened again', async () => {
  const path = join(aFolder(), 'posko.db');
  const seal = createSeal(aMasterKey());
  await checkTracesLast(async () => openSqlite(path, seal));
});

test.each(['organisation', 'duty-person'] as const)(
  'how to reach people is sealed in the file: %s',
  async (kind) => {
    const path = join(aFolder(), 'posko.db');
    const store = openSqlite(path, createSeal(aMasterKey()));
    const value = { phone: '6281234567890', mail: 'siti@posko.example' };
    await store.documents.put(kind, { id: 'siti', revision: 0, value });
    expect((await store.documents.get(kind, 'siti'))?.value).toEqual(value);
    await store.close();
    const file = readFileSync(path, 'latin1');
    expect(file).toContain(kind);
    expect(file).not.toMatch(/6281234567890|siti@posko/);
  },
);

test('secrets that are copied to another reviewer in the file open nothing', async () => {
  const path = join(aFolder(), 'posko.db');
  const store = openSqlite(path, createSeal(aMasterKey()));
  const [admin, viewer] = [aReviewer({ role: 'admin' }), aReviewer({ role: 'viewer' })];
  for (const each of [admin, viewer]) await store.reviewers.add(each);
  const file = new DatabaseSync(path);
  file
    .prepare(
      'UPDATE reviewers SET (salt, secret) = (SELECT salt, secret FROM reviewers WHERE id = ?) WHERE id = ?',
    )
    .run(viewer.id, admin.id);
  file.close();
  expect(await store.reviewers.get(viewer.id)).toEqual(viewer);
  await expect(store.reviewers.get(admin.id)).rejects.toThrow('the secrets of another one');
  await store.close();
});

test('a file from a newer Posko is refused with what to do', () => {
  const path = join(aFolder(), 'posko.db');
  const file = new DatabaseSync(path);
  file.exec('PRAGMA user_version = 999');
  file.close();
  expect(() => openSqlite(path, createSeal(aMasterKey()))).toThrow(/newer Posko.*Update Posko/s);
});

test('eight workers open a new file at once', async () => {
  const path = join(aFolder(), 'posko.db');
  const source = import.meta.resolve('../../src/store/sqlite/open-sqlite.ts');
  const seal = import.meta.resolve('../../src/store/seal.ts');
  const go = new Int32Array(new SharedArrayBuffer(4));
  const code = `
    const { workerData, parentPort } = require('node:worker_threads');
    (async () => {
      const { openSqlite } = await import(workerData.source);
      const { createSeal } = await import(workerData.seal);
      parentPort.postMessage('ready');
      Atomics.wait(workerData.go, 0, 0);
      const store = openSqlite(workerData.path, createSeal(Buffer.alloc(32)));
      await store.close();
      parentPort.postMessage('opened');
    })().catch((error) => parentPort.postMessage(String(error)));`;
  const workers = Array.from(
    { length: 8 },
    () => new Worker(code, { eval: true, workerData: { path, source, seal, go } }),
  );
  const next = (worker: Worker) =>
    new Promise<unknown>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  expect(await Promise.all(workers.map(next))).toEqual(Array(8).fill('ready'));
  const opened = Promise.all(workers.map(next));
  Atomics.store(go, 0, 1);
  Atomics.notify(go, 0);
  expect(await opened).toEqual(Array(8).fill('opened'));
});

test('a question that was asked goes some time after the decision', async () => {
  const path = join(aFolder(), 'posko.db');
  const store = openSqlite(path, createSeal(aMasterKey()));
  const found = aCase({ status: 'closed', decidedAt: 1 });
  const id = `question:${found.id}:1`;
  const reason = 'Siapa Bu Siti?';
  const question = anAnnouncement({ id, news: 'question', case: found.id, reason });
  await store.cases.commit(aCaseCommit({ newCases: [found], announcements: [question] }));
  await store.ledger.closeAnnouncement(question.id);
  await store.retention.erase({ letter: 0, tip: 2, media: 0, address: 0, farewell: 0, tally: 0 });
  await store.close();
  const file = new DatabaseSync(path);
  const rows = file.prepare('SELECT doc FROM announcements').all();
  file.close();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain('Siti');
});
