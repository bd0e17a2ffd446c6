import type { Document } from 'bson';
import { duplicateKey, Failure, Locked, writeConflict } from './failure.ts';
import { type Index, keyOf, uniqueKeys } from './index-keys.ts';
import type { Transaction } from './transaction.ts';

/** A collection: documents that are replaced and never changed in place, and its indexes. */
export class Table {
  readonly name: string;
  readonly rows = new Map<string, Document>();
  readonly indexes: Index[] = [{ name: '_id_', key: { _id: 1 } }];
  readonly #owners = new Map<string, Map<string, string>>();
  readonly #locks = new Map<string, Transaction>();

  constructor(name: string) {
    this.name = name;
  }

  /** The documents that a reader sees. */
  view(transaction: Transaction | undefined): ReadonlyMap<string, Document> {
    return transaction ? transaction.viewOf(this) : this.rows;
  }

  /** Puts a document in the place of another one; null stands for none. */
  write(transaction: Transaction | undefined, before: Document | null, after: Document | null) {
    const id = keyOf((after ?? before)?._id);
    if (transaction) this.#writeLater(transaction, id, after);
    else this.#writeNow(id, before, after);
  }

  addIndex(index: Index): void {
    const known = this.indexes.find(({ name }) => name === index.name);
    if (known) return;
    if (index.unique) {
      const owners = new Map<string, string>();
      for (const [id, row] of this.rows) {
        for (const key of uniqueKeys(index, row)) {
          if (owners.has(key)) throw duplicateKey(index.name, index.key);
          owners.set(key, id);
        }
      }
      this.#owners.set(index.name, owners);
    }
    this.indexes.push(index);
  }

  /** Makes a transaction's writes visible. */
  commit(writes: ReadonlyMap<string, Document | null>): void {
    for (const id of writes.keys()) this.#forgetKeys(id);
    for (const [id, after] of writes) this.#apply(id, after);
  }

  unlock(transaction: Transaction): void {
    for (const [name, owner] of this.#locks) {
      if (owner === transaction) this.#locks.delete(name);
    }
  }

  #writeNow(id: string, before: Document | null, after: Document | null): void {
    if (!before && after && this.rows.has(id)) {
      if (this.#lockedBy(id)) throw new Locked();
      throw duplicateKey('_id_', { _id: 1 });
    }
    const names = [id, ...this.#keyNames(after).map(({ lock }) => lock)];
    if (names.some((name) => this.#lockedBy(name))) throw new Locked();
    for (const { index, key } of this.#keyNames(after)) {
      const owner = this.#owners.get(index.name)?.get(key);
      if (owner !== undefined && owner !== id) throw duplicateKey(index.name, index.key);
    }
    this.#forgetKeys(id);
    this.#apply(id, after);
  }

  /** What has been written since the transaction began is a conflict, as on a server. */
  #writeLater(transaction: Transaction, id: string, after: Document | null): void {
    const take = (name: string) => {
      const owner = this.#lockedBy(name);
      if (owner && owner !== transaction) throw writeConflict();
      this.#locks.set(name, transaction);
    };
    if (this.rows.get(id) !== transaction.startOf(this, id)) throw writeConflict();
    const view = transaction.viewOf(this);
    if (after && view.has(id) && transaction.isInsert) throw duplicateKey('_id_', { _id: 1 });
    take(id);
    for (const { index, key, lock } of this.#keyNames(after)) {
      for (const [other, row] of view) {
        if (other === id || !uniqueKeys(index, row).has(key)) continue;
        throw duplicateKey(index.name, index.key);
      }
      const owner = this.#owners.get(index.name)?.get(key);
      const isFreed = owner !== undefined && transaction.hasWritten(this, owner);
      if (owner !== undefined && owner !== id && !isFreed) throw writeConflict();
      take(lock);
    }
    transaction.put(this, id, after);
  }

  #keyNames(row: Document | null): { index: Index; key: string; lock: string }[] {
    if (!row) return [];
    return this.indexes
      .filter(({ unique }) => unique)
      .flatMap((index) =>
        [...uniqueKeys(index, row)].map((key) => ({ index, key, lock: `${index.name} ${key}` })),
      );
  }

  #lockedBy(name: string): Transaction | undefined {
    const owner = this.#locks.get(name);
    if (owner?.isExpired) owner.abort();
    return this.#locks.get(name);
  }

  #forgetKeys(id: string): void {
    for (const { index, key } of this.#keyNames(this.rows.get(id) ?? null)) {
      this.#owners.get(index.name)?.delete(key);
    }
  }

  #apply(id: string, after: Document | null): void {
    if (!after) {
      this.rows.delete(id);
      return;
    }
    for (const { index, key } of this.#keyNames(after)) {
      const owners = this.#owners.get(index.name);
      if (!owners) throw new Failure(8, `index ${index.name} has no keys`);
      owners.set(key, id);
    }
    this.rows.set(id, after);
  }
}
