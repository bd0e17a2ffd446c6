import { realpathSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { CommitGroup } from './commit-group.ts';
import { type Given, listed, type Row, Sql, sql, toSnake } from './sql.ts';
import { BUSY_TIMEOUT_MS, codeOf, isBusy } from './sqlite-error.ts';

type Columns = Readonly<Record<string, Given | boolean | undefined>>;

/** SQLite file with cached statements and atomic transactions. */
export class Database {
  readonly #file: DatabaseSync;
  readonly #group: CommitGroup;
  /** What does not wait for the disk. */
  readonly #light: CommitGroup;
  readonly #statements = new Map<string, StatementSync>();
  /** The same by their template, where only values are put into it. */
  readonly #plain = new WeakMap<TemplateStringsArray, StatementSync>();

  constructor(path: string) {
    this.#file = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    enterWal(this.#file);
    const log = path === ':memory:' ? undefined : `${realpathSync(path)}-wal`; // SQLite follows links too
    this.#group = new CommitGroup(this.#file, log);
    this.#light = new CommitGroup(this.#file);
    this.#file.exec(`
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = ON;
    `);
  }

  /** Runs statements without values. */
  script(sql: string): void {
    this.#file.exec(sql);
  }

  /** Runs a statement and returns the number of changed rows. */
  run(texts: TemplateStringsArray, ...given: Given[]): number {
    const { statement, values } = this.#prepare(texts, given);
    return Number(statement.run(...values).changes);
  }

  /** Inserts a row by its columns and returns the number of new or changed rows. */
  insert(table: string, row: Columns, onConflict = ''): number {
    const columns = toColumns(row);
    const into = new Sql(`${table} (${columns.map(([column]) => column).join(', ')})`);
    const values = listed(columns.map(([, value]) => value));
    return this.run`INSERT INTO ${into} VALUES (${values}) ${new Sql(onConflict)}`;
  }

  /** Sets columns of the rows that meet a condition, and returns their number. */
  update(table: string, row: Columns, where: Sql): number {
    const sets = toColumns(row).map(([column, value]) => sql`${new Sql(column)} = ${value}`);
    return this.run`UPDATE ${new Sql(table)} SET ${listed(sets)} WHERE ${where}`;
  }

  get(texts: TemplateStringsArray, ...given: Given[]): Row | undefined {
    const { statement, values } = this.#prepare(texts, given);
    return statement.get(...values);
  }

  all(texts: TemplateStringsArray, ...given: Given[]): Row[] {
    const { statement, values } = this.#prepare(texts, given);
    return statement.all(...values);
  }

  /** Reads one number, as a count; 0 without a row. */
  number(texts: TemplateStringsArray, ...given: Given[]): number {
    return Number(Object.values(this.get(texts, ...given) ?? {})[0] ?? 0);
  }

  /** Reads the only column of each row, a text. */
  texts(texts: TemplateStringsArray, ...given: Given[]): string[] {
    return this.all(texts, ...given)
      .flatMap(Object.values<unknown>)
      .map(String);
  }

  /** Reads row by row, for results that are too large for memory. */
  each(texts: TemplateStringsArray, ...given: Given[]): Iterable<Row> {
    const { statement, values } = this.#prepare(texts, given);
    return statement.iterate(...values);
  }

  /** Runs `work` in a transaction, perhaps a shared one; a throw undoes only its part. */
  together<T>(work: () => T): Promise<T> {
    return this.#group.add(work);
  }

  /** Runs a statement without waiting for the disk: it survives the process, not the machine. */
  runLightly(...statement: Parameters<Database['get']>): Promise<Row | undefined> {
    return this.#light.add(() => this.get(...statement));
  }

  /** Runs `work` in one transaction, now; a throw undoes all of it. */
  transaction<T>(work: () => T): T {
    this.#file.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#file.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#file.isTransaction) this.#file.exec('ROLLBACK');
      throw error;
    }
  }

  /** Empties the write-ahead log, which contains old pages; open readers keep theirs. */
  truncateLog(): void {
    this.#file.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** Writes the file anew, unless it is larger, without the copies of erased rows that `secure_delete` misses. */
  rewrite(mostBytes: number): void {
    const size = this
      .get`SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size`;
    if (Number(size?.bytes) > mostBytes) return;
    this.#file.exec('VACUUM');
    this.truncateLog();
  }

  close(): void {
    for (const group of [this.#light, this.#group]) group.close();
    this.#file.close();
  }

  #prepare(texts: TemplateStringsArray, given: readonly Given[]) {
    const isPlain = given.every(isValue);
    const known = isPlain ? this.#plain.get(texts) : undefined;
    if (known && isPlain) return { statement: known, values: given };
    const { text, values } = sql(texts, ...given);
    const statement = this.#statements.get(text) ?? this.#file.prepare(text);
    this.#statements.set(text, statement);
    if (isPlain) this.#plain.set(texts, statement);
    return { statement, values };
  }
}

function isValue(given: Given): given is SQLInputValue {
  return !(given instanceof Sql);
}

/** Writes a row as SQLite has it: names in snake case, null for undefined, 0 or 1 for a boolean. */
function toColumns(row: Columns): [column: string, value: Given][] {
  return Object.entries(row).map(([name, value = null]) => [
    toSnake(name),
    typeof value === 'boolean' ? Number(value) : value,
  ]);
}

/** Thrown if another writer was faster; the transaction is undone and has to be repeated. */
export class Stale extends Error {}

const WAL_ATTEMPTS = 200;
const WAL_PAUSE_MS = 25;

/** Switches to WAL and waits for others who open a new file, which SQLite itself does not. */
function enterWal(file: DatabaseSync): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      file.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || attempt >= WAL_ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_PAUSE_MS);
    }
  }
}

/** Codes of a unique index, and of a primary key, that refuses a row. */
const TAKEN = [2067, 1555];

/** Returns 'committed', or 'stale' if another writer was faster. */
export async function committed(work: () => unknown): Promise<'committed' | 'stale'> {
  try {
    await work();
    return 'committed';
  } catch (error) {
    if (error instanceof Stale || TAKEN.includes(codeOf(error))) return 'stale';
    throw error;
  }
}
