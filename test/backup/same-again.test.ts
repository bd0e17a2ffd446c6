import { afterAll, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import type { BackupRecord } from '../../src/store/backup/backup-row.ts';
import { aDeed } from '../contracts/audit-contract.ts';
import { leaveMarks } from '../store/erasure/leave-marks.ts';
import { aCitizen, aReply, aTurn } from '../support/builders.ts';
import { aReviewer } from '../support/gate.ts';
import { openTestMongo } from '../support/mongo.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';
import { aMongoPlace, aSqlitePlace, backUp, fill, type Place, restoreInto } from './world.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());
const places = { SQLite: () => aSqlitePlace(), MongoDB: () => aMongoPlace(mongo) };

/** Everything that a backup of a place holds, in an order of its own; counters may come in parts, and have tests of their own. */
async function recordsOf(place: Place): Promise<string[]> {
  const source = await place.source(MASTER_KEY);
  const records: BackupRecord[] = [];
  for await (const record of source.records()) {
    if (record.type !== 'plain' || record.kind !== 'tallies') records.push(record);
  }
  await source.close();
  return records.map((record) => JSON.stringify(record, inOneSpelling)).toSorted();
}

/** Stores spell a few things each in their own way: what is absent, yes and no, and the time of a reply that is over. */
function inOneSpelling(name: string, value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string' && value.startsWith('{')) {
    return inOneSpelling(name, JSON.parse(value));
  }
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const isOver = 'attempts' in value && 'state' in value && value.state === 'sent';
  return Object.fromEntries(entries.filter(([key]) => !(isOver && key === 'nextAt')));
}

/** Leaves what is easily lost: one whose receipt waits, and what is empty, false or zero. */
async function leaveSmallThings(store: Store): Promise<void> {
  const leaving = await aCitizen(store);
  const changes = [{ type: 'forget', receipt: 'R9', at: MORNING } as const];
  await store.turns.commitTurn(aTurn({ citizen: leaving, replies: [aReply()], changes }));
  const waiting = await aCitizen(store);
  await store.turns.commitTurn(aTurn({ citizen: waiting, due: MORNING + 9 }));
  await store.audit.append(aDeed({ of: '' }));
  await store.reviewers.add(aReviewer({ lastLoginAt: 0 }));
  const value = { words: '', list: [], isOn: false, count: 0 };
  await store.documents.put('setting', { id: 'post', revision: 0, value });
}

test.for([
  ['SQLite', 'SQLite'],
  ['SQLite', 'MongoDB'],
  ['MongoDB', 'SQLite'],
  ['MongoDB', 'MongoDB'],
] as const)('a backup of %s that was restored to %s gives the same backup again', async (way) => {
  const [place, target] = [places[way[0]](), places[way[1]]()];
  const store = await place.open(MASTER_KEY);
  await fill(store);
  await leaveMarks(store);
  await leaveSmallThings(store);
  await store.close();
  const keys = { old: MASTER_KEY, fresh: MASTER_KEY };
  await restoreInto(target, await backUp(place, MASTER_KEY), keys);
  const [before, after] = [await recordsOf(place), await recordsOf(target)];
  const lost = before.filter((record) => !after.includes(record));
  const added = after.filter((record) => !before.includes(record));
  expect({ lost, added, count: after.length }).toEqual({
    lost: [],
    added: [],
    count: before.length,
  });
});
