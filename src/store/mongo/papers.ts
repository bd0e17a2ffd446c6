import type { Paper, PaperKind, PaperStore } from '../../tipline/desk-ports.ts';
import type { PaperRow } from './desk-schemas.ts';
import type { Models } from './models.ts';
import { isDuplicate } from './transact.ts';

/** The desk's small documents on MongoDB. */
export class MongoPapers implements PaperStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async get(kind: PaperKind, id: string) {
    const row = await this.#models.papers.findOne({ _id: keyOf(kind, id) }).lean();
    return row ? toPaper(row) : undefined;
  }

  async list(kind: PaperKind) {
    const rows = await this.#models.papers.find({ kind }).sort({ _id: 1 }).lean();
    return rows.map(toPaper);
  }

  async put(kind: PaperKind, { id, revision, value }: Paper) {
    const [_id, doc] = [keyOf(kind, id), JSON.stringify(value)];
    if (revision > 0) {
      const change = { $set: { doc, revision: revision + 1 } };
      const { matchedCount } = await this.#models.papers.updateOne({ _id, revision }, change);
      return matchedCount === 1 ? 'saved' : 'stale';
    }
    try {
      await this.#models.papers.insertMany([{ _id, kind, revision: 1, doc }]);
      return 'saved';
    } catch (error) {
      if (isDuplicate(error)) return 'stale';
      throw error;
    }
  }

  async remove(kind: PaperKind, { id, revision }: Pick<Paper, 'id' | 'revision'>) {
    const { deletedCount } = await this.#models.papers.deleteOne({
      _id: keyOf(kind, id),
      revision,
    });
    return deletedCount === 1 ? 'removed' : 'stale';
  }
}

function keyOf(kind: PaperKind, id: string): string {
  return `${kind}:${id}`;
}

function toPaper({ _id, kind, revision, doc }: PaperRow): Paper {
  const value: unknown = JSON.parse(doc);
  return { id: _id.slice(kind.length + 1), revision, value };
}
