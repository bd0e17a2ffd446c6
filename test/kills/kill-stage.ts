import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, StatementSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { connect } from '../../src/store/mongo/connect.ts';
import { createModels } from '../../src/store/mongo/models.ts';
import { createStore } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder } from '../support/builders.ts';
import type { TestMongo } from '../support/mongo.ts';
import { MASTER_KEY } from '../support/stage.ts';

/** One database, and two processes on it: one that can be killed at a write, and one that lives. */
export interface KillStage {
  mortal: Store;
  living: Store;
  /** Kills the process of the mortal store at its n-th write from now on; undefined lets it live. */
  dieAt(n: number | undefined, when?: Moment): void;
  /** How much the mortal store has written since then. */
  writes(): number;
  /** Which of these writes have reached the database by themselves, not as a part of a transaction. */
  lasting(): readonly number[];
  /** Whether the process of the mortal store is dead: whoever plays it must let it do nothing more. */
  isDead(): boolean;
  /** Closes both; what is left open is closed at the end of the test. */
  close(): Promise<void>;
}

/** Whether the write that a process dies at has reached the database. */
export type Moment = 'before' | 'after';

/** Counts the writes of a process, and kills it. */
export class Death {
  #at = Number.POSITIVE_INFINITY;
  #when: Moment = 'before';
  #writes = 0;
  #isDead = false;
  lasting: number[] = [];

  plan(at = Number.POSITIVE_INFINITY, when: Moment = 'before'): void {
    this.#at = at;
    this.#when = when;
    this.#writes = 0;
    this.#isDead = false;
    this.lasting = [];
  }

  get writes(): number {
    return this.#writes;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Throws where the process is dead, or dies at this write before it is made. */
  begin(isWrite: boolean): void {
    if (isWrite && !this.#isDead) this.#writes += 1;
    if (isWrite && this.#when === 'before' && this.#writes >= this.#at) this.#isDead = true;
    if (this.#isDead) throw new Error('killed');
  }

  /** A write is made, for good or as a part of a transaction. */
  end(isLasting: boolean): void {
    if (isLasting) this.lasting.push(this.#writes);
    if (this.#writes >= this.#at) this.#isDead = true;
  }
}

const CHANGES = /^\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b/i;
const WRITING = /\b(?:COMMIT|VACUUM|wal_checkpoint)\b/;
/** What the connection of a dead process does by itself: the next one to open the file undoes what was not committed. */
const BY_ITSELF = /^(?:ROLLBACK|PRAGMA synchronous = FULL; PRAGMA busy_timeout = \d+)$/;

const { exec, prepare } = DatabaseSync.prototype;

/** A file of SQLite that a mortal process and a living one have open. */
export async function openSqliteToKill(): Promise<KillStage> {
  const path = join(aFolder(), 'posko.db');
  const seal = createSeal(MASTER_KEY);
  const death = new Death();
  const mortal = openWatched(death, () => openSqlite(path, seal));
  const living = openSqlite(path, seal);
  return stageOf({ mortal, living }, death, async () => {
    death.plan(); // its file is closed, as the system does for the dead
    await mortal.close();
    await living.close();
  });
}

/** Who dies by a connection, and by each of its statements. */
const deaths = new WeakMap<object, { death: Death; file: DatabaseSync }>();
let opening: Death | undefined;

/** Opens a store of which each statement is counted. */
function openWatched(death: Death, open: () => Store): Store {
  opening = death;
  const store = open();
  opening = undefined;
  death.plan();
  return store;
}

for (const name of ['run', 'get', 'all', 'iterate'] as const) {
  const method: (...values: SQLInputValue[]) => unknown = StatementSync.prototype[name];
  Object.assign(StatementSync.prototype, {
    [name](this: StatementSync, ...values: SQLInputValue[]) {
      const { death, file } = deaths.get(this) ?? {};
      const isWrite = CHANGES.test(this.sourceSQL);
      death?.begin(isWrite);
      const result = method.apply(this, values);
      if (isWrite) death?.end(!file?.isTransaction);
      return result;
    },
  });
}
Object.assign(DatabaseSync.prototype, {
  prepare(this: DatabaseSync, sql: string) {
    const statement = prepare.call(this, sql);
    const watched = deaths.get(this);
    if (watched) deaths.set(statement, watched);
    return statement;
  },
  exec(this: DatabaseSync, sql: string) {
    if (opening) deaths.set(this, { death: opening, file: this });
    const { death } = (BY_ITSELF.test(sql) ? undefined : deaths.get(this)) ?? {};
    const isWrite = WRITING.test(sql);
    death?.begin(isWrite);
    exec.call(this, sql);
    if (isWrite) death?.end(true);
  },
});

const COMMANDS = /^(?:insert|update|delete|findAndModify|commitTransaction)$/;

/** A database of MongoDB that a mortal process and a living one have open. */
export async function openMongoToKill(mongo: TestMongo): Promise<KillStage> {
  const url = await mongo.migrated();
  const death = new Death();
  const [dying, steady] = [await connect(`${url}&monitorCommands=true`), await connect(url)];
  const client = dying.getClient();
  const parts = new Set<number>();
  client.on('commandStarted', ({ commandName, command, requestId }) => {
    // A server ends the transaction of a dead process by itself, if later.
    if (commandName === 'abortTransaction') return;
    if (command.autocommit === false && commandName !== 'commitTransaction') parts.add(requestId);
    death.begin(COMMANDS.test(commandName));
  });
  client.on('commandSucceeded', ({ commandName, requestId }) => {
    if (COMMANDS.test(commandName)) death.end(!parts.has(requestId));
  });
  const seal = createSeal(MASTER_KEY);
  const mortal = createStore(createModels(dying), seal);
  const living = createStore(createModels(steady), seal);
  return stageOf({ mortal, living }, death, async () => {
    await dying.close();
    await steady.close();
  });
}

function stageOf(
  stores: Pick<KillStage, 'mortal' | 'living'>,
  death: Death,
  close: () => Promise<void>,
): KillStage {
  let closed: Promise<void> | undefined;
  const closeOnce = () => (closed ??= close());
  onTestFinished(closeOnce);
  return {
    ...stores,
    close: closeOnce,
    dieAt: (n, when) => death.plan(n, when),
    writes: () => death.writes,
    lasting: () => death.lasting,
    isDead: () => death.isDead,
  };
}
