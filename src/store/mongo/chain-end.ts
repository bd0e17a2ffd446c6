import type { AuditEvent } from '../../domain/accounts/audit-event.ts';
import { createLimit } from '../../ports/concurrency-limit.ts';
import { type AuditRow, nextRow } from '../audit-chain.ts';
import type { Parts } from './citizens.ts';
import { countUp } from './counters.ts';
import type { AuditDocument } from './schemas.ts';
import { transact } from './transact.ts';

const GUARD = 'audit';

/** End of the audit log, to which each change appends in its own transaction; a guard, written last, orders processes. */
export class ChainEnd {
  readonly #parts: Parts;
  readonly #inTurn = createLimit(1);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Writes all of `work` and its audit events, or nothing; `isDone`: whether it did anything. */
  transact<T>(
    events: readonly AuditEvent[],
    work: () => Promise<T>,
    isDone: (result: T) => boolean = () => true,
  ): Promise<T> {
    const { connection } = this.#parts.models;
    if (events.length === 0) return transact(connection, work);
    return this.#inTurn(() =>
      transact(connection, async () => {
        const result = await work();
        if (isDone(result)) await this.#append(events);
        return result;
      }),
    );
  }

  /** Appends an audit event that changes nothing else. */
  appendAlone(event: AuditEvent): Promise<AuditRow | undefined> {
    const { connection } = this.#parts.models;
    return this.#inTurn(() => transact(connection, () => this.#append([event])));
  }

  /** After writing the guard, all earlier rows are visible: other writers would have conflicted. */
  async #append(events: readonly AuditEvent[]): Promise<AuditRow | undefined> {
    const { models, seal } = this.#parts;
    await countUp(models, GUARD, events.length);
    const last = await models.audit.findOne().sort({ _id: -1 }).lean();
    const rows: AuditRow[] = [];
    for (const event of events) {
      rows.push(nextRow(seal, rows.at(-1) ?? (last ? toRow(last) : undefined), event));
    }
    const documents = rows.map(({ seq, ...row }) => ({ _id: seq, ...row }));
    await models.audit.insertMany(documents);
    return rows.at(-1);
  }
}

export function toRow({ _id: seq, ...row }: AuditDocument): AuditRow {
  return { seq, ...row };
}
