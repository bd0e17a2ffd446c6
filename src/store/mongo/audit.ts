import { trusted } from 'mongoose';
import type { AuditEntry, AuditEvent } from '../../domain/accounts/audit-event.ts';
import type { AuditLog } from '../../ports/desk-store.ts';
import { toEntry, verifyChain } from '../audit-chain.ts';
import { toRow } from './chain-end.ts';
import { MongoPart } from './mongo-part.ts';
import { Stale } from './transact.ts';

export class MongoAudit extends MongoPart implements AuditLog {
  async append(event: AuditEvent): Promise<AuditEntry> {
    for (;;) {
      const appended = await this.chain.appendAlone(event).catch((error: unknown) => {
        if (error instanceof Stale) return undefined;
        throw error;
      });
      if (appended) return toEntry(appended);
    }
  }

  async list(limit: number, before = Number.MAX_SAFE_INTEGER) {
    const earlier = { _id: trusted({ $lt: before }) };
    const rows = await this.models.audit.find(earlier).sort({ _id: -1 }).limit(limit).lean();
    return rows.map((row) => toEntry(toRow(row)));
  }

  verify(head?: string) {
    const rowsAfter = async (seq: number, limit: number) => {
      const filter = { _id: trusted({ $gt: seq }) };
      return (await this.models.audit.find(filter).sort({ _id: 1 }).limit(limit).lean()).map(toRow);
    };
    return verifyChain(this.seal, rowsAfter, head);
  }
}
