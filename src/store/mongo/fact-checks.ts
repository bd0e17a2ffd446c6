import { trusted } from 'mongoose';
import {
  type PublishedFactCheck,
  publishedSchema,
  REMOVED_SAMPLE,
} from '../../domain/fact-checks/published-fact-check.ts';
import type { FactCheckStore } from '../../ports/store.ts';
import { countUp } from './counters.ts';
import { held } from './derive-schema.ts';
import type { Models } from './models.ts';
import { MongoPart } from './mongo-part.ts';
import type { FactCheckRow } from './schemas.ts';
import { Stale, transact } from './transact.ts';

/** Most fact-checks per transaction; a server allows it one minute. */
const PAGE = 200;
const COUNTER = 'fact_checks';

/** Fact-checks on MongoDB; change numbers follow the order in which changes become visible. */
export class MongoFactChecks extends MongoPart implements FactCheckStore {
  async get(id: string) {
    const row = await this.models.factChecks.findOne({ _id: id }).lean();
    return row ? toFactCheck(row) : undefined;
  }

  async save(factChecks: readonly PublishedFactCheck[]) {
    for (let start = 0; start < factChecks.length; start += PAGE) {
      const page = factChecks.slice(start, start + PAGE);
      await transact(this.models.connection, () => saveFactChecks(this.models, page));
    }
  }

  async removeSamples() {
    const { connection, factChecks } = this.models;
    return transact(connection, async () => {
      const samples = await factChecks.find({ sample: true }).lean();
      const removed = samples.map((row): PublishedFactCheck => {
        const { sample: _, explanation: __, ...rest } = toFactCheck(row);
        const version = rest.version + 1;
        return { ...rest, version, narratives: [], retracted: REMOVED_SAMPLE };
      });
      await saveFactChecks(this.models, removed);
      return removed.length;
    });
  }

  async since(change: number, limit: number) {
    const isLater = { change: trusted({ $gt: change }) };
    const { factChecks } = this.models;
    const rows = await factChecks.find(isLater).sort({ change: 1 }).limit(limit).lean();
    return { factChecks: rows.map(toFactCheck), change: rows.at(-1)?.change ?? change };
  }

  async latest(limit: number) {
    const isShown = { isLive: true, publishedAt: trusted({ $gt: '' }) };
    const options = { sort: { publishedAt: -1, change: -1 }, limit, lean: true } as const;
    const rows = await this.models.factChecks.find(isShown, null, options);
    return rows.map(toFactCheck);
  }

  async count() {
    const { factChecks } = this.models;
    const [all, samples] = await Promise.all([
      factChecks.countDocuments({ isLive: true }),
      factChecks.countDocuments({ isLive: true, sample: true }),
    ]);
    return { all, samples };
  }
}

/** Saves fact-checks under the next change numbers in a transaction: no number is visible before a smaller one. */
export async function saveFactChecks(models: Models, saved: readonly PublishedFactCheck[]) {
  if (saved.length === 0) return;
  const { factChecks } = models;
  const newer = saved.map(({ id, version }) => ({ _id: id, version: trusted({ $gt: version }) }));
  // An older version would undo a correction or withdrawal.
  if (await factChecks.exists({ $or: newer })) throw new Stale();
  const first = (await countUp(models, COUNTER, saved.length)) - saved.length + 1;
  await factChecks.bulkWrite(
    saved.map((each, n) => ({
      replaceOne: { filter: { _id: each.id }, replacement: toRow(each, first + n), upsert: true },
    })),
  );
}

export function toRow({ id: _id, ...rest }: PublishedFactCheck, change: number): FactCheckRow {
  return { ...rest, _id, change, isLive: rest.retracted === undefined };
}

function toFactCheck(row: FactCheckRow): PublishedFactCheck {
  return held(publishedSchema, row);
}
