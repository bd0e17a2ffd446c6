import type { Document } from 'bson';
import type { Table } from './table.ts';

/** A transaction: what the world was when it began, and what it has written since. */
export class Transaction {
  /** Whether the write at hand is an insert, which must not replace. */
  isInsert = false;
  isOver = false;
  readonly #endsAt: number;
  readonly #starts = new Map<Table, ReadonlyMap<string, Document>>();
  readonly #views = new Map<Table, Map<string, Document>>();
  readonly #writes = new Map<Table, Map<string, Document | null>>();

  constructor(tables: Iterable<Table>, lifetimeMs: number) {
    this.#endsAt = Date.now() + lifetimeMs;
    for (const table of tables) this.#starts.set(table, new Map(table.rows));
  }

  get isExpired(): boolean {
    return Date.now() > this.#endsAt;
  }

  startOf(table: Table, id: string): Document | undefined {
    return this.#starts.get(table)?.get(id);
  }

  viewOf(table: Table): Map<string, Document> {
    const known = this.#views.get(table);
    if (known) return known;
    const view = new Map(this.#starts.get(table));
    this.#views.set(table, view);
    return view;
  }

  hasWritten(table: Table, id: string): boolean {
    return this.#writes.get(table)?.has(id) ?? false;
  }

  put(table: Table, id: string, after: Document | null): void {
    const writes = this.#writes.get(table) ?? new Map<string, Document | null>();
    this.#writes.set(table, writes.set(id, after));
    const view = this.viewOf(table);
    if (after) view.set(id, after);
    else view.delete(id);
  }

  commit(): void {
    for (const [table, writes] of this.#writes) table.commit(writes);
    this.abort();
  }

  /** Lets go of everything it has locked. */
  abort(): void {
    this.isOver = true;
    for (const table of this.#writes.keys()) table.unlock(this);
    for (const table of this.#starts.keys()) table.unlock(this);
  }
}
