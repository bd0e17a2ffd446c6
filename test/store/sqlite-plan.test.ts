import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { reply } from '../../src/services/cases/decide-case.ts';
import { listQueue } from '../../src/services/cases/queue.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder, aMasterKey, aPost } from '../support/builders.ts';

/** Tables that grow with every message; what reads one whole costs more with every citizen. */
const GROWING = /^SCAN (inbox|outbox|citizens|tips|told|aliases|history)$/;

test('nothing on the way of a message reads a table that grows from end to end', async () => {
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  const path = join(aFolder(), 'posko.db');
  const store = openSqlite(path, createSeal(aMasterKey()));
  const post = await aPost(store);
  await post.report('ani', 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang');
  await post.write('budi', 'status K7Q2');
  const [entry] = await listQueue(post.deps);
  const decision = {
    verdict: 'salah',
    summary: 'Tidak ada sabunnya.',
    url: 'https://sumber.example/cek',
  } as const;
  await reply(post.deps, { ticket: entry?.case.ticket ?? '', reviewer: 'rina' }, decision);
  await post.settle();
  await post.close();
  await store.close();
  const statements = new Set(prepare.mock.calls.map(([sql]) => sql));
  prepare.mockRestore();
  const file = new DatabaseSync(path);
  const scans = [...statements].filter((sql) =>
    file
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .some(({ detail }) => GROWING.test(String(detail))),
  );
  file.close();
  expect(statements.size).toBeGreaterThan(30);
  expect(scans).toEqual([]);
});
