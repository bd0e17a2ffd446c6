import { setTimeout as pause } from 'node:timers/promises';
import { trusted } from 'mongoose';
import type { AuditEntry, Deed } from '../../tipline/audit.ts';
import type { AuditLog } from '../../tipline/desk-ports.ts';
import { type AuditRow, nextRow, toEntry, verifyChain } from '../audit-chain.ts';
import type { Parts } from './citizens.ts';
import type { AuditDocument } from './desk-schemas.ts';
import { isDuplicate } from './transact.ts';

const MAX_PAUSE_MS = 20;

/** The audit log on MongoDB: whoever inserts a number first has it, the others take the next. */
export class MongoAudit implements AuditLog {
  readonly #parts: Parts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** One at a time in a process; only processes race each other. */
  append(deed: Deed) {
    const appended = this.#last.then(() => this.#append(deed));
    this.#last = appended.catch(() => {});
    return appended;
  }

  async list(limit: number, before = Number.MAX_SAFE_INTEGER) {
    const rows = await this.#rows
      .find({ _id: trusted({ $lt: before }) })
      .sort({ _id: -1 })
      .limit(limit)
      .lean();
    return rows.map((row) => toEntry(toRow(row)));
  }

  verify(head?: string) {
    const rowsAfter = async (seq: number, limit: number) => {
      const filter = { _id: trusted({ $gt: seq }) };
      return (await this.#rows.find(filter).sort({ _id: 1 }).limit(limit).lean()).map(toRow);
    };
    return verifyChain(this.#parts.seal, rowsAfter, head);
  }

  async #append(deed: Deed): Promise<AuditEntry> {
    for (;;) {
      const last = await this.#rows.findOne().sort({ _id: -1 }).lean();
      const row = nextRow(this.#parts.seal, last ? toRow(last) : undefined, deed);
      const { seq, ...rest } = row;
      try {
        await this.#rows.insertMany([{ _id: seq, ...rest }]);
        return toEntry(row);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        await pause(Math.random() * MAX_PAUSE_MS);
      }
    }
  }

  get #rows() {
    return this.#parts.models.audit;
  }
}

function toRow({ _id, at, by, what, of, details, hash, mark }: AuditDocument): AuditRow {
  return { seq: _id, at, by, what, of, details, hash, mark };
}
