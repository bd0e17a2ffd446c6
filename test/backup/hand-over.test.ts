import { afterAll, expect, onTestFinished, test } from 'vitest';
import { actOnReport } from '../../src/services/partners/review-report.ts';
import { addPartner } from '../support/add-partner.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { prepareReport } from '../support/prepare-report.ts';
import { aMongoPlace, aSqlitePlace, backUp, restoreInto } from './world.ts';

const mongo = await openTestMongo();
afterAll(() => mongo.close());
const places = { SQLite: () => aSqlitePlace(), MongoDB: () => aMongoPlace(mongo) };

/** A store with a report before the desk, moved under another key. */
async function move(from: keyof typeof places, to: keyof typeof places, roll?: Set<string>) {
  const [old, fresh] = [aMasterKey(), aMasterKey()];
  const source = places[from]();
  const first = await source.open(old);
  const post = await aPost(first);
  await addPartner(first);
  const id = await prepareReport(post, 'citi');
  await post.write('citi', 'ya');
  await post.close();
  await first.close();
  const target = places[to]();
  await restoreInto(target, await backUp(source, old), { old, fresh, ...(roll && { roll }) });
  const store = await target.open(fresh);
  const moved = await aPost(store, { clock: post.clock });
  onTestFinished(async () => {
    await moved.close();
    await store.close();
  });
  return { ...moved, store, reference: `${id}-BAWASLU` };
}

test.each([
  ['SQLite', 'SQLite'],
  ['SQLite', 'MongoDB'],
  ['MongoDB', 'SQLite'],
] as const)(
  'a report before the desk finds its citizen after a move from %s to %s under another key',
  async (from, to) => {
    const { deps, settle, heard, reference } = await move(from, to);
    const done = await actOnReport(deps, { reference, by: 'rina', act: { type: 'pass' } });
    expect(done.type).toBe('done');
    await settle();
    expect(heard.map(({ to: who, text }) => [who, text.includes('*Bawaslu*')])).toEqual([
      ['citi', true],
    ]);
  },
);

test('a report of somebody who was erased after the backup comes back without them, and goes', async () => {
  const { store, settle, reference, deps } = await move('SQLite', 'SQLite', new Set());
  const act = { type: 'pass' } as const;
  expect((await actOnReport(deps, { reference, by: 'rina', act })).type).toBe('unknown');
  await settle();
  expect(await store.documents.list('hand-over')).toEqual([]);
});
