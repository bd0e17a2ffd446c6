import { trusted } from 'mongoose';
import { LEASE_MS } from '../../domain/cases/lifecycle.ts';
import { casesByAge, type Load, repliesByState, type Waiting, waiting } from '../../ports/load.ts';
import type { Store } from '../../ports/store.ts';
import type { Seal } from '../seal.ts';
import { MongoLogins, MongoReviewers } from './accounts.ts';
import { MongoAudit } from './audit.ts';
import { MongoCases, REAL } from './cases.ts';
import { checkKey } from './check-key.ts';
import { connect } from './connect.ts';
import { MongoDocuments } from './documents.ts';
import { MongoFactChecks } from './fact-checks.ts';
import { MongoLedger } from './ledger.ts';
import { MongoMedia } from './media.ts';
import { checkLayout, migrate, planIndexes, planMigration } from './migrations.ts';
import { createModels, type Models, openModels } from './models.ts';
import { createParts } from './mongo-part.ts';
import { MongoOutbox } from './outbox.ts';
import { MongoRetention } from './retention.ts';
import { MongoRights } from './rights.ts';
import { MongoSessions } from './sessions.ts';
import { MongoAudience, MongoStatsStore } from './stats-store.ts';
import { MongoTurns } from './turns.ts';

/** Opens a store in a MongoDB replica set; refuses one with wrong indexes or master key, or of a newer version. */
export async function openMongo(url: string, seal: Seal): Promise<Store> {
  return openModels(url, async (models) => {
    await checkLayout(models);
    const wrong = (await planIndexes(models)).find(({ type }) => type !== 'drop');
    if (wrong) {
      throw new Error(
        `MongoDB: the index ${wrong.what} of ${wrong.collection} is missing, or of an earlier version; run "posko db migrate"`,
      );
    }
    await checkKey(models, seal);
    return createStore(models, seal);
  });
}

/** Brings a database to this version step by step while Posko runs, or only plans it. */
export async function migrateMongo(
  url: string,
  { isDry, ...how }: { isDry: boolean } & Parameters<typeof migrate>[1],
) {
  const connection = await connect(url, { silenceMs: 0 }); // an index may take hours
  try {
    const models = createModels(connection);
    return await (isDry ? planMigration(models) : migrate(models, how));
  } finally {
    await connection.close();
  }
}

/** Creates a store on the collections of a checked database. */
export function createStore(models: Models, seal: Seal): Store {
  const parts = createParts(models, seal);
  return {
    turns: new MongoTurns(parts),
    outbox: new MongoOutbox(parts),
    media: new MongoMedia(parts),
    factChecks: new MongoFactChecks(parts),
    cases: new MongoCases(parts),
    sessions: new MongoSessions(parts),
    ledger: new MongoLedger(parts),
    audience: new MongoAudience(parts),
    retention: new MongoRetention(parts),
    reviewers: new MongoReviewers(parts),
    logins: new MongoLogins(parts),
    audit: new MongoAudit(parts),
    documents: new MongoDocuments(parts),
    figures: new MongoStatsStore(parts),
    rights: new MongoRights(parts),
    load: (now) => readLoad(models, now),
    close: () => models.connection.close(),
  };
}

interface Group {
  _id: string | null;
  count: number;
  oldest: number | null;
}

/** Counts what waits in a database, by the indexes of open work. */
async function readLoad({ letters, citizens, cases }: Models, now: number): Promise<Load> {
  const [unread, replies, open, held] = await Promise.all([
    letters.aggregate<Group>([{ $match: { isDone: false } }, countBy(null, '$arrivedAt')]),
    citizens.aggregate<Group>([
      { $match: { 'outbox.nextAt': { $gte: 0 } } },
      { $unwind: '$outbox' },
      countBy('$outbox.state', '$outbox.createdAt'),
    ]),
    casesByAge(now, async (after, upTo) => {
      const opened = { status: 'open', openedAt: trusted({ $gt: after, $lte: upTo }), ...REAL };
      return toWaiting(
        (await cases.aggregate<Group>([{ $match: opened }, countBy(null, '$openedAt')]))[0],
      );
    }),
    cases
      .find({ status: 'open', 'lease.until': trusted({ $gt: now }), ...REAL }, { lease: 1 })
      .lean(),
  ]);
  const renewed = held.map(({ lease }) => (lease?.until ?? now) - LEASE_MS);
  return {
    letters: toWaiting(unread[0]),
    replies: repliesByState(replies.map((row) => ({ state: row._id ?? '', ...toWaiting(row) }))),
    cases: open,
    claims: renewed.length === 0 ? { count: 0 } : waiting(held.length, Math.min(...renewed)),
  };
}

function countBy(key: string | null, time: string) {
  return { $group: { _id: key, count: { $sum: 1 }, oldest: { $min: time } } };
}

function toWaiting(group: Group | undefined): Waiting {
  return waiting(group?.count ?? 0, group?.oldest);
}
