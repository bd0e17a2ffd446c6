import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source, Target } from '../../src/store/backup/backup-row.ts';
import { copyRecords } from '../../src/store/backup/copy-records.ts';
import { readBackup } from '../../src/store/backup/read-file.ts';
import { Rekeyer } from '../../src/store/backup/rekey.ts';
import { writeBackup } from '../../src/store/backup/write-file.ts';
import { openMongoSource, openMongoTarget } from '../../src/store/mongo/open-backup.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { SqliteSource } from '../../src/store/sqlite/sqlite-source.ts';
import { SqliteTarget } from '../../src/store/sqlite/sqlite-target.ts';
import {
  aCase,
  aCaseCommit,
  aFactCheck,
  aMessage,
  anAddress,
  aReply,
  aTip,
  aTurn,
  endNext,
} from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';

const CITIZENS = Number(process.argv[2] ?? 10_000);
const folder = mkdtempSync(join(tmpdir(), 'posko-backup-'));
const [oldKey, newKey] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const [old, fresh] = [createSeal(oldKey), createSeal(newKey)];
const path = join(folder, 'posko.db');

/** Citizens with three letters and three replies each, one case for every five, 5,000 fact-checks. */
async function fill(): Promise<void> {
  const store = openSqlite(path, old);
  await store.factChecks.save(Array.from({ length: 5000 }, () => aFactCheck()));
  let found = aCase();
  for (let n = 0; n < CITIZENS; n += 1) {
    const from = anAddress(`6281${String(n).padStart(9, '0')}`);
    const arrivals = [0, 1, 2].map(() => ({ from, message: aMessage() }));
    const [kept] = await store.turns.keepMessages(arrivals, 1);
    const citizen = kept?.citizen ?? '';
    if (n % 5 === 0) {
      found = aCase();
      await store.cases.commit(aCaseCommit({ newCases: [found] }));
    }
    const replies = [aReply(), aReply(), aReply()];
    const tips = [aTip({ case: found.id, citizen })];
    await store.turns.commitTurn(
      aTurn({ citizen, replies, changes: [{ type: 'add-tips', tips }] }),
    );
    await endNext(store, citizen);
  }
  await store.close();
}

async function measure(name: string, rows: number, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const rss = Math.round(process.memoryUsage().rss / 1e6);
  console.log(
    `${name.padEnd(34)} ${seconds.toFixed(1)} s ${Math.round(rows / seconds)} records/s, ${rss} MB of memory`,
  );
}

async function backUp(file: string, source: Source) {
  const written = await writeBackup(file, source.records(), { masterKey: oldKey, madeAt: 1 });
  await source.close();
  return written;
}

async function restore(file: string, target: Target): Promise<void> {
  const rekeyer = new Rekeyer(fresh, { isSameKey: false });
  await copyRecords(readBackup(file, oldKey), rekeyer, target);
}

const mongo = await openTestMongo();
try {
  await fill();
  const [file, again] = [join(folder, 'a.posko'), join(folder, 'b.posko')];
  const { counts, bytes } = await backUp(file, new SqliteSource(path, old));
  const rows = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const size = (at: string) => `${(statSync(at).size / 1e6).toFixed(1)} MB`;
  console.log(
    `${CITIZENS} citizens, ${rows} records; store ${size(path)}, backup ${(bytes / 1e6).toFixed(1)} MB`,
  );
  await measure('backup of SQLite', rows, () => backUp(again, new SqliteSource(path, old)));
  await measure('restore into SQLite, new key', rows, () =>
    restore(file, new SqliteTarget(join(folder, 'next.db'), fresh)),
  );
  const url = mongo.url();
  await measure(
    `restore into ${mongo.isReal ? 'MongoDB' : 'the stand-in'}, new key`,
    rows,
    async () => restore(file, await openMongoTarget(url, fresh)),
  );
  await measure(`backup of ${mongo.isReal ? 'MongoDB' : 'the stand-in'}`, rows, async () =>
    backUp(again, await openMongoSource(url, fresh)),
  );
} finally {
  await mongo.close();
  rmSync(folder, { recursive: true, force: true });
}
