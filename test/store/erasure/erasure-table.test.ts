import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { BURST_MS } from '../../../src/domain/cases/priority.ts';
import { erasedProfile } from '../../../src/domain/citizens/trace.ts';
import { idle } from '../../../src/engine/conversation.ts';
import type { TurnCommit } from '../../../src/ports/commit.ts';
import type { Cutoffs, Store } from '../../../src/ports/store.ts';
import type { TurnState } from '../../../src/ports/turn-state.ts';
import { eraseTips } from '../../../src/services/privacy/erase-tips.ts';
import { allModels } from '../../../src/store/mongo/backup-collections.ts';
import { connect } from '../../../src/store/mongo/connect.ts';
import { createModels } from '../../../src/store/mongo/models.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { namesOf } from '../../../src/store/sealed-values.ts';
import { aMongoPlace, aSqlitePlace, backUp, type Place, restoreInto } from '../../backup/world.ts';
import {
  aFolder,
  aMessage,
  aPost,
  aReply,
  aTurn,
  endNext,
  keepMessage,
} from '../../support/builders.ts';
import { openTestMongo } from '../../support/mongo.ts';
import { MASTER_KEY, MORNING } from '../../support/stage.ts';
import table from './erasure-table.json' with { type: 'json' };
import { ADDRESS, CASE, leaveMarks, MARK, SHA256 } from './leave-marks.ts';
import { allFields, findFields } from './names.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());
const places = { SQLite: openSqlitePlace, MongoDB: openMongoPlace };

/** A place, and all that lies in it as it lies there, without the sealed parts. */
interface BarePlace extends Place {
  rows(): Promise<string[]>;
}

interface Marked {
  place: BarePlace;
  another(): BarePlace;
  store: Store;
  citizen: string;
}

const NEVER: Cutoffs = { letter: 0, tip: 0, media: 0, address: 0, farewell: 0, tally: 0 };
const LATER = MORNING + 1000;

/** Every way in which data ends; returns the place that is left. */
const left = Object.entries<readonly string[]>(table.left);

const ways: Readonly<Record<keyof typeof table.left, (marked: Marked) => Promise<BarePlace>>> = {
  nothing: async ({ place }) => place,
  'HAPUS, while the receipt waits': async (marked) => {
    await forget(marked);
    return marked.place;
  },
  HAPUS: async (marked) => {
    await forget(marked);
    await endNext(marked.store, marked.citizen);
    return marked.place;
  },
  'HAPUS, an hour later': async (marked) => {
    await forget(marked);
    await endNext(marked.store, marked.citizen);
    await marked.store.retention.dropTraces(MORNING + BURST_MS);
    return marked.place;
  },
  'HAPUS, where the receipt never leaves': async (marked) => {
    await forget(marked);
    return expire({ farewell: LATER })(marked);
  },
  'the time of letters': expire({ letter: LATER }),
  'the time of tips': expire({ tip: LATER }),
  'the time of files': expire({ media: LATER }),
  'the time of addresses': expire({ address: LATER }),
  'the time of addresses, with a letter that waits': async (marked) => {
    await keepMessage(marked.store, ADDRESS, aMessage({ text: MARK }), MORNING);
    return expire({ address: LATER })(marked);
  },
  'all times': expire({ letter: LATER, tip: LATER, media: LATER, address: LATER }),
  'what a withdrawal takes out of the store': async (marked) => {
    await commit(marked, { changes: [{ type: 'detach' }] });
    const { deps, close } = await aPost(marked.store);
    await eraseTips(deps, marked.citizen);
    await close();
    await marked.store.media.drop([SHA256], LATER);
    return marked.place;
  },
  'a restriction': async (marked) => {
    await commit(marked, { changes: [{ type: 'restrict', isRestricted: true }] });
    return marked.place;
  },
  'a restore of a backup from before HAPUS': async ({ place, another }) => {
    const keys = { old: MASTER_KEY, fresh: MASTER_KEY, roll: new Set<string>() };
    const target = another();
    await restoreInto(target, await backUp(place, MASTER_KEY), keys);
    return target;
  },
};

describe.each(Object.keys(places) as (keyof typeof places)[])('in %s', (name) => {
  test.each(left)('%s leaves what the table says', async (way, fields) => {
    const place = places[name]();
    const store = await place.open(MASTER_KEY);
    onTestFinished(() => store.close());
    const citizen = await leaveMarks(store);
    const end = await ways[way as keyof typeof ways]({
      place,
      another: places[name],
      store,
      citizen,
    });
    expect(await findFields(await end.source(MASTER_KEY), namesOfOne(citizen))).toEqual(fields);
    // A backup takes no row along whose citizen is gone.
    if (fields.includes('citizen.id')) return;
    const { all } = namesOf(createSeal(MASTER_KEY), ADDRESS);
    const naming = (await end.rows()).filter((row) => all.some((each) => row.includes(each)));
    expect(naming).toEqual([]);
  });
});

test('every field of every record is in the table, as one that can name a citizen or as one that cannot', () => {
  const naming = Object.values(table.left).flat();
  expect(allFields()).toEqual([...new Set([...naming, ...table.nobody])].toSorted());
  expect(table.nobody.filter((field) => naming.includes(field))).toEqual([]);
});

/** By what a citizen is found: what they wrote, their file, their pseudonyms, and the mark that their erasure leaves. */
function namesOfOne(citizen: string): string[] {
  const seal = createSeal(MASTER_KEY);
  return [MARK, SHA256, citizen, seal.personKey(citizen, CASE.id)];
}

/** As the turn does it that HAPUS ends: of the profile only the trace is left. */
async function forget(marked: Marked): Promise<void> {
  const { profile } = await turnOf(marked);
  const forgotten = { profile: erasedProfile(profile, MORNING), conversation: idle };
  const change = { type: 'forget', receipt: 'R', at: MORNING } as const;
  await commit(marked, { ...forgotten, replies: [aReply()], changes: [change] });
}

/** Commits a turn, with the citizen's state as it is unless told otherwise. */
async function commit(marked: Marked, changes: Partial<TurnCommit>): Promise<void> {
  const { profile, conversation, revision } = await turnOf(marked);
  const { citizen } = marked;
  const turn = aTurn({ citizen, revision, profile, conversation, ...changes });
  expect(await marked.store.turns.commitTurn(turn)).toBe('committed');
}

async function turnOf({ store, citizen }: Marked): Promise<TurnState> {
  const state = await store.turns.readTurn(citizen);
  if (!state) throw new Error('the citizen is not there');
  return state;
}

function expire(cutoffs: Partial<Cutoffs>) {
  return async ({ store, place }: Marked): Promise<BarePlace> => {
    await store.retention.erase({ ...NEVER, ...cutoffs });
    return place;
  };
}

function openSqlitePlace(): BarePlace {
  const path = join(aFolder(), 'posko.db');
  return {
    ...aSqlitePlace(path),
    async rows() {
      const db = new DatabaseSync(path);
      const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
      const rows = tables.flatMap(({ name }) => db.prepare(`SELECT * FROM ${name}`).all());
      db.close();
      return rows.map((row) => JSON.stringify(row));
    },
  };
}

function openMongoPlace(): BarePlace {
  const url = mongo.url();
  return {
    ...aMongoPlace({ ...mongo, url: () => url }),
    async rows() {
      const connection = await connect(url);
      const all = allModels(createModels(connection)).map(({ model }) => model.find({}).lean());
      const rows = (await Promise.all(all)).flat();
      await connection.close();
      return rows.map((row) => JSON.stringify(row));
    },
  };
}
