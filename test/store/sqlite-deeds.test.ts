import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { afterAll, onTestFinished } from 'vitest';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { deedKills } from '../contracts/deed-kills.ts';
import { aFolder, aMasterKey } from '../support/builders.ts';

const death = { at: Number.POSITIVE_INFINITY, writes: 0 };
const { run } = StatementSync.prototype;
const { exec } = DatabaseSync.prototype;

/** From here on nothing is written; the locks of a dead process are gone, as after a rollback. */
function write(): void {
  death.writes += 1;
  if (death.writes >= death.at) throw new Error('killed');
}

StatementSync.prototype.run = function (...values: Parameters<typeof run>) {
  write();
  return run.apply(this, values);
};
DatabaseSync.prototype.exec = function (sql: string) {
  if (sql === 'COMMIT') write();
  exec.call(this, sql);
};
afterAll(() => {
  StatementSync.prototype.run = run;
  DatabaseSync.prototype.exec = exec;
});

deedKills('SQLite', async () => {
  const path = join(aFolder(), 'posko.db');
  const seal = createSeal(aMasterKey());
  const [living, mortal] = [openSqlite(path, seal), openSqlite(path, seal)];
  onTestFinished(async () => {
    await living.close();
    await mortal.close();
  });
  return {
    living,
    mortal,
    dieAt(n) {
      death.at = n ?? Number.POSITIVE_INFINITY;
      death.writes = 0;
    },
    writes: () => death.writes,
  };
});
