import { expect, test } from 'vitest';
import { markOf } from '../../src/store/backup/roll.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  aMasterKey,
  anAnnouncement,
  aTip,
} from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import { aSqlitePlace, backUp, restoreInto } from './world.ts';

const SECRET = 'Bu Siti di RT 3';

/** Cases with a question that was asked and a note, each told of by some of two citizens; the first is erased after the backup. */
async function aBackup(key: Uint8Array, tellers: readonly (readonly number[])[] = [[0], [1]]) {
  const place = aSqlitePlace();
  const store = await place.open(key);
  const citizens = [await aCitizen(store), await aCitizen(store)];
  const cases = tellers.map(() => aCase());
  const tips = cases.flatMap(({ id }, nth) =>
    (tellers[nth] ?? []).map((teller, at) =>
      aTip({ case: id, citizen: citizens[teller], at: MORNING + at }),
    ),
  );
  const announcements = cases.map(({ id }) =>
    anAnnouncement({ id: `question:${id}:1`, news: 'question', case: id, reason: SECRET }),
  );
  const history = cases.map(({ id }) => {
    return { case: id, at: MORNING, by: 'rina', what: 'noted', words: SECRET };
  });
  await store.cases.commit(aCaseCommit({ newCases: cases, tips, announcements, history }));
  await store.close();
  const source = await place.source(key);
  const salts = new Map<string, Uint8Array>();
  for await (const record of source.records()) {
    if (record.type === 'citizen') salts.set(record.id, Buffer.from(record.salt, 'base64'));
  }
  await source.close();
  const roll = new Set([markOf(salts.get(citizens[1] ?? '') ?? new Uint8Array())]);
  return { path: await backUp(place, key), roll, cases, announcements };
}

test.each(['the same key', 'another key'])(
  'under %s what reviewers asked about a case goes where nobody is left who told of it',
  async (which) => {
    const old = aMasterKey();
    const fresh = which === 'the same key' ? old : aMasterKey();
    const { path, roll, announcements } = await aBackup(old);
    const target = aSqlitePlace();
    const { counts } = await restoreInto(target, path, { old, fresh, roll });
    expect(counts.announcement).toBe(2);
    const restored = await target.open(fresh);
    const found = await restored.ledger.openAnnouncements(MORNING, 10);
    await restored.close();
    const reasons = new Map(found.map(({ id, reason }) => [id, reason]));
    expect(reasons).toEqual(
      new Map([
        [announcements[0]?.id, undefined],
        [announcements[1]?.id, SECRET],
      ]),
    );
  },
);

test.for([
  [[0], undefined],
  [[0, 0], undefined],
  [[1], SECRET],
  [[0, 1], SECRET],
  [[1, 0], SECRET],
  [[0, 1, 0], SECRET],
] as const)(
  'of a case that citizens %j told of, of whom 0 is gone, reviewers’ words read %j',
  async ([tellers, words]) => {
    const key = aMasterKey();
    const { path, roll, cases } = await aBackup(key, [tellers]);
    const target = aSqlitePlace();
    await restoreInto(target, path, { old: key, fresh: key, roll });
    const restored = await target.open(key);
    const history = await restored.cases.history(cases[0]?.id ?? '');
    const questions = await restored.ledger.openAnnouncements(MORNING, 10);
    await restored.close();
    expect(history.map((entry) => entry.words)).toEqual([words]);
    expect(questions.map(({ reason }) => reason)).toEqual([words]);
  },
);

test('without a roll every question comes back as it was', async () => {
  const key = aMasterKey();
  const { path, announcements } = await aBackup(key);
  const target = aSqlitePlace();
  await restoreInto(target, path, { old: key, fresh: key });
  const restored = await target.open(key);
  const found = await restored.ledger.openAnnouncements(MORNING, 10);
  await restored.close();
  expect(new Set(found.map(({ id, reason }) => `${id} ${reason}`))).toEqual(
    new Set(announcements.map(({ id, reason }) => `${id} ${reason}`)),
  );
});
