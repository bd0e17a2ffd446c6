import { isDeepStrictEqual } from 'node:util';
import type { Document } from 'bson';
import { change, fromUpsert, insertable } from './change.ts';
import { Failure, Locked } from './failure.ts';
import { select } from './select.ts';
import type { Table } from './table.ts';
import type { Transaction } from './transaction.ts';

/** Where a write happens. */
export interface Place {
  table: Table;
  transaction: Transaction | undefined;
}

/** Runs `insert`. */
export function insert(place: Place, { documents, ordered }: Document): Promise<Document> {
  return each(documents, ordered, place, (document) => {
    put(place, null, insertable(document));
    return { n: 1 };
  });
}

/** Runs `update`. */
export async function update(place: Place, { updates, ordered }: Document): Promise<Document> {
  let nModified = 0;
  const upserted: Document[] = [];
  const reply = await each(
    updates,
    ordered,
    place,
    ({ q, u, multi, upsert, arrayFilters, sort }, index) => {
      refusePipelines(u);
      const found = select(place.table.view(place.transaction), q, { sort, limit: multi ? 0 : 1 });
      if (found.length === 0 && upsert) {
        const fresh = fromUpsert(q, u);
        put(place, null, fresh);
        upserted.push({ index, _id: fresh._id });
        return { n: 1 };
      }
      for (const before of found) {
        const after = change(before, { filter: q, update: u, arrayFilters });
        put(place, before, after);
        if (!isDeepStrictEqual(before, after)) nModified += 1;
      }
      return { n: found.length };
    },
  );
  return { ...reply, nModified, ...(upserted.length > 0 ? { upserted } : {}) };
}

/** Runs `delete`. */
export function remove(place: Place, { deletes, ordered }: Document): Promise<Document> {
  return each(deletes, ordered, place, ({ q, limit }) => {
    const found = select(place.table.view(place.transaction), q, { limit });
    for (const before of found) put(place, before, null);
    return { n: found.length };
  });
}

/** Runs `findAndModify`. */
export function findAndModify(place: Place, command: Document): Promise<Document> {
  return unlocked(() => {
    const {
      query = {},
      sort,
      update: wanted,
      remove: isRemoval,
      upsert,
      fields,
      arrayFilters,
    } = command;
    refusePipelines(wanted);
    const [before] = select(place.table.view(place.transaction), query, { sort, limit: 1 });
    const fresh = before || !upsert || isRemoval ? undefined : fromUpsert(query, wanted);
    const parts = { filter: query, update: wanted, arrayFilters };
    const after = before && !isRemoval ? change(before, parts) : (fresh ?? null);
    if (before || after) put(place, before ?? null, after);
    const shown = command.new ? after : before;
    const value = shown ? select(new Map([['', shown]]), {}, { projection: fields })[0] : null;
    const more = fresh ? { upserted: fresh._id } : {};
    const n = before || fresh ? 1 : 0;
    return { ok: 1, value, lastErrorObject: { n, updatedExisting: Boolean(before), ...more } };
  });
}

function put({ table, transaction }: Place, before: Document | null, after: Document | null): void {
  if (transaction) transaction.isInsert = before === null;
  table.write(transaction, before, after);
}

/** Does the parts of a bulk write one after the other; an error ends an ordered one. */
async function each(
  parts: readonly Document[],
  ordered: boolean | undefined,
  { transaction }: Place,
  write: (part: Document, index: number) => { n: number },
): Promise<Document> {
  let n = 0;
  const writeErrors: Document[] = [];
  for (const [index, part] of parts.entries()) {
    try {
      n += (await unlocked(() => write(part, index))).n;
    } catch (error) {
      if (!(error instanceof Failure) || (transaction && error.code !== 11_000)) throw error;
      transaction?.abort();
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.more });
      if (ordered !== false || transaction) break;
    }
  }
  return { ok: 1, n, ...(writeErrors.length > 0 ? { writeErrors } : {}) };
}

/** Waits as long as a transaction holds what a plain write wants. */
async function unlocked<T>(write: () => T): Promise<T> {
  for (;;) {
    try {
      return write();
    } catch (error) {
      if (!(error instanceof Locked)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}

function refusePipelines(update: unknown): void {
  if (Array.isArray(update)) throw new Failure(2, 'the stand-in takes no update pipelines');
}
