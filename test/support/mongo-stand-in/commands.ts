import { calculateObjectSize, type Document, Long } from 'bson';
import { Aggregator } from 'mingo';
import type { Database, Transactions } from './database.ts';
import { Failure } from './failure.ts';
import { planOf } from './plan.ts';
import { type Cut, select } from './select.ts';
import type { Transaction } from './transaction.ts';
import { findAndModify, insert, remove, update } from './writes.ts';

/** What a command works on. */
export interface Stage {
  database: Database;
  transactions: Transactions;
  cursors: Map<number, Document[]>;
}

type Run = (stage: Stage, command: Document, transaction?: Transaction) => unknown;

const BATCH = 101;
const MAX_REPLY_BYTES = 16 * 1024 * 1024;

const place = ({ database }: Stage, name: string, transaction?: Transaction) => ({
  table: database.table(name),
  transaction,
});

/** The commands that the stand-in knows; each returns its reply. */
const commands: Readonly<Record<string, Run>> = {
  ping: () => ({ ok: 1 }),
  buildInfo: () => ({ ok: 1, version: '8.0.0', modules: [] }),
  endSessions: () => ({ ok: 1 }),
  create: ({ database }, { create }) => ({ ok: database.table(create) ? 1 : 0 }),
  dropDatabase: ({ database }) => {
    database.drop();
    return { ok: 1 };
  },
  insert: (stage, command, transaction) =>
    insert(place(stage, command.insert, transaction), command),
  update: (stage, command, transaction) =>
    update(place(stage, command.update, transaction), command),
  delete: (stage, command, transaction) =>
    remove(place(stage, command.delete, transaction), command),
  findAndModify: (stage, command, transaction) =>
    findAndModify(place(stage, command.findAndModify, transaction), command),
  find: (stage, command, transaction) => {
    const { find, filter = {}, batchSize, singleBatch } = command;
    const view = stage.database.table(find).view(transaction);
    const found = select(view, filter, command as Cut);
    return reply(stage, command, found, singleBatch ? found.length : batchSize);
  },
  aggregate: (stage, command, transaction) => {
    const documents = [...stage.database.table(command.aggregate).view(transaction).values()];
    const found = new Aggregator(command.pipeline).run<Document>(documents);
    return reply(stage, command, found, command.cursor?.batchSize);
  },
  distinct: (stage, { distinct, key, query = {} }, transaction) => {
    const found = select(stage.database.table(distinct).view(transaction), query);
    return { ok: 1, values: [...new Set(found.map((row) => row[key]))] };
  },
  getMore: (stage, command) => {
    const rest = stage.cursors.get(Number(command.getMore)) ?? [];
    return more(stage, Number(command.getMore), rest, command);
  },
  killCursors: ({ cursors }, command) => {
    for (const id of command.cursors) cursors.delete(Number(id));
    return { ok: 1, cursorsKilled: command.cursors };
  },
  createIndexes: ({ database }, command) => {
    const table = database.table(command.createIndexes);
    for (const index of command.indexes) table.addIndex(index);
    return { ok: 1 };
  },
  dropIndexes: ({ database }, { dropIndexes, index }) => {
    const { indexes } = database.knownTable(dropIndexes);
    const at = indexes.findIndex(({ name }) => name === index);
    if (at > 0) indexes.splice(at, 1);
    return { ok: 1 };
  },
  listIndexes: (stage, command) => {
    const { indexes } = stage.database.knownTable(command.listIndexes);
    const listed = indexes.map((index) => ({ v: 2, ...index }));
    return reply(stage, command, listed, listed.length);
  },
  listCollections: (stage, command) => {
    const names = stage.database.names().map((name) => ({ name, type: 'collection' }));
    return reply(stage, command, names, names.length);
  },
  explain: ({ database }, { explain }) => ({ ok: 1, queryPlanner: plan(database, explain) }),
  commitTransaction: ({ transactions }, command) => {
    transactions.end(command, 'commit');
    return { ok: 1, ...unheard(command) };
  },
  abortTransaction: ({ transactions }, command) => {
    transactions.end(command, 'abort');
    return { ok: 1 };
  },
};

/** A set of one cannot tell more servers of a write than itself. */
function unheard({ writeConcern }: Document) {
  if (!(writeConcern?.w > 1)) return {};
  const errmsg = 'Not enough data-bearing nodes';
  return { writeConcernError: { code: 100, codeName: 'UnsatisfiableWriteConcern', errmsg } };
}

/** Runs a command and returns its reply, also where it fails. */
export async function run(stage: Stage, command: Document): Promise<Document> {
  const name = Object.keys(command)[0] ?? '';
  let transaction: Transaction | undefined;
  try {
    const found = commands[name];
    if (!found)
      throw new Failure(59, `no such command: '${name}'`, { codeName: 'CommandNotFound' });
    if (!name.endsWith('Transaction')) {
      transaction = stage.transactions.of(command, stage.database);
    }
    const { readConcern, autocommit } = command;
    if (readConcern?.level === 'snapshot' && autocommit !== false) {
      return await readSnapshot(stage, command, found);
    }
    return await stage.transactions.once(
      command,
      async () => (await found(stage, command, transaction)) as Document,
    );
  } catch (error) {
    transaction?.abort();
    const failure = error instanceof Failure ? error : new Failure(8, String(error));
    return failure.toReply(command.autocommit === false);
  }
}

const READS = ['find', 'aggregate', 'distinct'];

/** Reads what was there at one moment: at that of an earlier read, else now, and says which. */
async function readSnapshot(stage: Stage, command: Document, read: Run): Promise<Document> {
  if (!READS.includes(Object.keys(command)[0] ?? '')) {
    throw new Failure(72, 'no snapshot of such a command', { codeName: 'InvalidOptions' });
  }
  const { at, snapshot } = stage.transactions.snapshot(command, stage.database);
  const found = (await read(stage, command, snapshot)) as Document;
  const { cursor } = found;
  return cursor
    ? { ...found, cursor: { ...cursor, atClusterTime: at } }
    : { ...found, atClusterTime: at };
}

function reply(stage: Stage, command: Document, found: Document[], batchSize?: number) {
  const id = stage.cursors.size + 1 + Math.floor(Math.random() * 1e9);
  return more(stage, id, found, { ...command, batchSize: batchSize ?? BATCH }, 'firstBatch');
}

function more(
  { cursors }: Stage,
  id: number,
  found: Document[],
  command: Document,
  name: 'firstBatch' | 'nextBatch' = 'nextBatch',
) {
  const size = fitting(found, command.batchSize ?? found.length);
  const rest = found.slice(size);
  if (rest.length > 0) cursors.set(id, rest);
  else cursors.delete(id);
  const collection = command.collection ?? Object.values(command)[0];
  const ns = `${command.$db}.${collection}`;
  const cursor = Long.fromNumber(rest.length > 0 ? id : 0);
  return { ok: 1, cursor: { id: cursor, ns, [name]: found.slice(0, size) } };
}

/** How many documents go into one reply. */
function fitting(found: readonly Document[], most: number): number {
  let bytes = 0;
  for (const [n, document] of found.slice(0, most).entries()) {
    bytes += calculateObjectSize(document);
    if (bytes > MAX_REPLY_BYTES) return Math.max(1, n);
  }
  return most;
}

function plan(database: Database, command: Document) {
  const name = Object.values(command)[0] as string;
  const { indexes } = database.table(name);
  const match = command.pipeline?.[0]?.$match;
  const [part] = command.updates ?? command.deletes ?? [];
  const filter = command.filter ?? command.query ?? match ?? part?.q ?? {};
  return { winningPlan: planOf(indexes, filter, command.sort) };
}
