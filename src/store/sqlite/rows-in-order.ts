import { text } from './column.ts';
import type { Row } from './database.ts';

/** Rows in the order of a column, taken group by group; only one group is in memory. */
export class RowsInOrder {
  readonly #rows: Iterator<Row>;
  readonly #column: string;
  #next: IteratorResult<Row>;

  constructor(rows: Iterable<Row>, column: string) {
    this.#rows = rows[Symbol.iterator]();
    this.#column = column;
    this.#next = this.#rows.next();
  }

  /** Returns the rows of a group; skips earlier groups. */
  take(group: string): Row[] {
    const found: Row[] = [];
    while (!this.#next.done) {
      const of = text(this.#next.value, this.#column);
      if (of > group) break;
      if (of === group) found.push(this.#next.value);
      this.#next = this.#rows.next();
    }
    return found;
  }
}
