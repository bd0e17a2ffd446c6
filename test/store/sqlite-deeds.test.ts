import { join } from 'node:path';
import {
  DatabaseSync,
  type SQLInputValue,
  type StatementResultingChanges,
  StatementSync,
} from 'node:sqlite';
import { afterAll, onTestFinished } from 'vitest';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { deedKills } from '../contracts/deed-kills.ts';
import { aFolder, aMasterKey } from '../support/builders.ts';

const death = { at: Number.POSITIVE_INFINITY, writes: 0 };
const run: (...values: SQLInputValue[]) => StatementResultingChanges = StatementSync.prototype.run;
const { exec } = DatabaseSync.prototype;

/** From the n-th write on nothing is written; a dead process leaves no lock, as after a rollback. */
function write(): void {
  death.writes += 1;
  if (death.writes >= death.at) throw new Error('killed');
}

Object.assign(StatementSync.prototype, {
  run(this: StatementSync, ...values: SQLInputValue[]) {
    write();
    return run.apply(this, values);
  },
});
Object.assign(DatabaseSync.prototype, {
  exec(this: DatabaseSync, sql: string) {
    if (sql === 'COMMIT') write();
    exec.call(this, sql);
  },
});
afterAll(() => {
  Object.assign(StatementSync.prototype, { run });
  Object.assign(DatabaseSync.prototype, { exec });
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
