import { type Document, Timestamp } from 'bson';
import { Failure, noSuchTransaction } from './failure.ts';
import { Table } from './table.ts';
import { Transaction } from './transaction.ts';

/** One database: its collections and the transactions that are open on it. */
export class Database {
  readonly #tables = new Map<string, Table>();

  /** The collection of a name; made where it is missing, as the first write does. */
  table(name: string): Table {
    const known = this.#tables.get(name);
    if (known) return known;
    const table = new Table(name);
    this.#tables.set(name, table);
    return table;
  }

  /** The collection of a name; an error where it is missing. */
  knownTable(name: string): Table {
    const known = this.#tables.get(name);
    if (known) return known;
    throw new Failure(26, `ns does not exist: ${name}`, { codeName: 'NamespaceNotFound' });
  }

  names(): string[] {
    return [...this.#tables.keys()];
  }

  tables(): Iterable<Table> {
    return this.#tables.values();
  }

  /** A database with the same collections and indexes, and no documents. */
  emptyCopy(): Database {
    const copy = new Database();
    for (const { name, indexes } of this.tables()) {
      const table = copy.table(name);
      for (const index of indexes) table.addIndex(index);
    }
    return copy;
  }

  drop(): void {
    this.#tables.clear();
  }
}

/** The open transactions, by session and number. */
export class Transactions {
  readonly #open = new Map<string, Transaction>();
  /** The last one that each session has committed: to commit it again changes nothing. */
  readonly #committed = new Map<string, string>();
  /** The reply to the last retryable write of each session. */
  readonly #written = new Map<string, { name: string; reply: Promise<Document> }>();
  /** What databases were at some moments. */
  readonly #snapshots: Transaction[] = [];
  readonly #lifetimeMs: number;

  constructor(lifetimeMs: number) {
    this.#lifetimeMs = lifetimeMs;
  }

  /** The transaction that a command belongs to, begun where the command says so. */
  of(command: Document, database: Database): Transaction | undefined {
    if (command.autocommit !== false) return undefined;
    const name = nameOf(command);
    if (command.startTransaction === true) {
      this.#open.get(name)?.abort();
      this.#open.set(name, new Transaction(database.tables(), this.#lifetimeMs));
    }
    const found = this.#open.get(name);
    if (!found || found.isOver) throw noSuchTransaction();
    return found;
  }

  /** Does a retryable write of a session once: the same number again gets the same reply. */
  async once(command: Document, write: () => Promise<Document>): Promise<Document> {
    if (command.txnNumber === undefined || command.autocommit !== undefined) return write();
    const [session, name] = [sessionOf(command), nameOf(command)];
    const known = this.#written.get(session);
    if (known?.name === name) return known.reply;
    const reply = write();
    this.#written.set(session, { name, reply });
    return reply;
  }

  /** A database as it was at the moment that a command names, else as it is now. */
  snapshot({ readConcern }: Document, database: Database) {
    const asked: Timestamp | undefined = readConcern.atClusterTime;
    const at = asked ?? Timestamp.fromBits(this.#snapshots.length, 1);
    const snapshot =
      this.#snapshots[at.low] ?? new Transaction(database.tables(), this.#lifetimeMs);
    if (!asked) this.#snapshots.push(snapshot);
    return { at, snapshot };
  }

  end(command: Document, how: 'commit' | 'abort'): void {
    const name = nameOf(command);
    const found = this.#open.get(name);
    this.#open.delete(name);
    if (how === 'abort') found?.abort();
    else if (found && !found.isOver) {
      found.commit();
      this.#committed.set(sessionOf(command), name);
    } else if (this.#committed.get(sessionOf(command)) !== name) throw noSuchTransaction();
  }
}

function nameOf(command: Document): string {
  return `${sessionOf(command)}:${command.txnNumber}`;
}

function sessionOf({ lsid }: Document): string {
  return `${lsid?.id?.toString('hex')}`;
}
