import type { AuditEvent } from '../../domain/accounts/audit-event.ts';
import type {
  DocumentChange,
  DocumentKind,
  DocumentStore,
  StoredDocument,
} from '../../ports/desk-store.ts';
import type { Seal } from '../seal.ts';
import { closeDocument, openDocument } from '../sealed-values.ts';
import type { Models } from './models.ts';
import { MongoPart } from './mongo-part.ts';
import type { DocumentRow } from './schemas.ts';
import { committed, Stale } from './transact.ts';

export class MongoDocuments extends MongoPart implements DocumentStore {
  async get(kind: DocumentKind, id: string) {
    const row = await this.models.papers.findOne({ _id: keyOf(kind, id) }).lean();
    return row ? this.#toPaper(row) : undefined;
  }

  async list(kind: DocumentKind) {
    const rows = await this.models.papers.find({ kind }).sort({ _id: 1 }).lean();
    return rows.map((row) => this.#toPaper(row));
  }

  async ids(kind: DocumentKind) {
    const rows = await this.models.papers.find({ kind }, { _id: 1 }).sort({ _id: 1 }).lean();
    return rows.map(({ _id }) => _id.slice(kind.length + 1));
  }

  async put(kind: DocumentKind, document: StoredDocument, events: readonly AuditEvent[] = []) {
    const change = { ...document, kind };
    const put = this.chain.transact(events, () => putDocument(this.models, this.seal, change));
    return (await committed(put)) === 'committed' ? 'saved' : 'stale';
  }

  #toPaper({ _id, kind, revision, doc }: DocumentRow): StoredDocument {
    return { id: _id.slice(kind.length + 1), revision, value: openDocument(this.seal, kind, doc) };
  }

  async remove(
    kind: DocumentKind,
    { id, revision }: Pick<StoredDocument, 'id' | 'revision'>,
    events: readonly AuditEvent[] = [],
  ) {
    const removed = this.chain.transact(events, async () => {
      const key = { _id: keyOf(kind, id), revision };
      const { deletedCount } = await this.models.papers.deleteOne(key);
      if (deletedCount === 0) throw new Stale();
    });
    return (await committed(removed)) === 'committed' ? 'removed' : 'stale';
  }
}

/** Writes a document inside a transaction, or fails if another change was faster. */
export async function putDocument(
  { papers }: Models,
  seal: Seal,
  { kind, id, revision, value }: DocumentChange,
): Promise<void> {
  const [_id, doc] = [keyOf(kind, id), closeDocument(seal, kind, value)];
  if (revision === 0) {
    await papers.insertMany([{ _id, kind, revision: 1, doc }]);
    return;
  }
  const change = { $set: { doc, revision: revision + 1 } };
  const { matchedCount } = await papers.updateOne({ _id, revision }, change);
  if (matchedCount === 0) throw new Stale();
}

function keyOf(kind: DocumentKind, id: string): string {
  return `${kind}:${id}`;
}
