import { expect, onTestFinished, test, vi } from 'vitest';
import { newProfile } from '../../../src/domain/citizens/profile.ts';
import { jakartaDay } from '../../../src/domain/time/jakarta-day.ts';
import { idle } from '../../../src/engine/conversation.ts';
import type { Store } from '../../../src/ports/store.ts';
import { beginTurn } from '../../../src/ports/turn.ts';
import { countReached, readAudience } from '../../../src/services/subscriptions/audience-stats.ts';
import { createDigestCache } from '../../../src/services/subscriptions/digest-cache.ts';
import { findDigest } from '../../../src/services/subscriptions/find-digest.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { aFactCheck, aMasterKey } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

const DAY = 86_400_000;

function aStore(): Store {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  return store;
}

function aClock() {
  const time = { now: MORNING };
  return { time, clock: { now: () => time.now, at: () => () => {} } };
}

test('the fact-checks of these days are read once a minute, and at once where the clock was set back', async () => {
  const store = aStore();
  const { time, clock } = aClock();
  const latest = vi.spyOn(store.factChecks, 'latest');
  const recent = createDigestCache();
  const read = () => recent({ store, clock });
  await Promise.all([read(), read()]);
  time.now += 59_999;
  await read();
  expect(latest).toHaveBeenCalledTimes(1);
  time.now += 1;
  await read();
  expect(latest).toHaveBeenCalledTimes(2);
  time.now = MORNING;
  await read();
  expect(latest).toHaveBeenCalledTimes(3);
});

test('a read that failed is not kept', async () => {
  const store = aStore();
  const { clock } = aClock();
  vi.spyOn(store.factChecks, 'latest').mockRejectedValueOnce(new Error('away'));
  const recent = createDigestCache();
  await expect(recent({ store, clock })).rejects.toThrow('away');
  expect(await recent({ store, clock })).toEqual([]);
});

test('what was withdrawn within that minute is in no digest, and what was corrected is as it is now', async () => {
  const store = aStore();
  const { clock } = aClock();
  const today = jakartaDay(MORNING);
  const [one, other] = ['a', 'b'].map((id) => aFactCheck({ id, publishedAt: today }));
  if (!one || !other) throw new Error('there are two');
  await store.factChecks.save([one, other]);
  const deps = { store, clock, recentFactChecks: createDigestCache() };
  const profile = newProfile('id', MORNING);
  const nobody = { revision: 0, due: null, channel: '', pending: [], conversation: idle };
  const turn = beginTurn({ ...nobody, profile, heardAt: MORNING }, { citizen: 'c', now: MORNING });
  expect(await findDigest(deps, turn)).toHaveLength(2);
  await store.factChecks.save([
    { ...one, version: 2, retracted: 'Sumbernya keliru.' },
    { ...other, version: 2, summary: 'Bank buka, kecuali hari Minggu.' },
  ]);
  expect(await findDigest(deps, turn)).toMatchObject([{ id: 'b', version: 2 }]);
});

test('how often each was asked for is told, of two weeks and not of more', async () => {
  const store = aStore();
  const { clock } = aClock();
  await store.factChecks.save([aFactCheck({ id: 'f', publishedAt: '2026-11-20' })]);
  const tallies = vi.spyOn(store.figures, 'tallies').mockResolvedValue([
    { day: '2026-11-20', name: 'told.f', count: 2 },
    { day: '2026-11-21', name: 'told.f', count: 3 },
    { day: '2026-11-21', name: 'told.g', count: 9 },
  ]);
  const found = await createDigestCache()({ store, clock });
  expect(found.map(({ factCheck, asked }) => [factCheck.id, asked])).toEqual([['f', 5]]);
  const day = new Date(MORNING - 14 * DAY + 7 * 3_600_000).toISOString().slice(0, 10);
  expect(tallies).toHaveBeenCalledWith(day, ['told']);
});

test('fewer than ten subscribers are not counted out, and nobody is nobody', async () => {
  const store = aStore();
  const { clock } = aClock();
  const count = vi.spyOn(store.audience, 'count');
  const of = async (...counts: [string, number][]) => {
    count.mockResolvedValue(counts.map(([interest, n]) => ({ interest, count: n })));
    const { total, interests } = await readAudience({ store, clock });
    return { total, shown: interests.map(({ count: n }) => n) };
  };
  expect(await of(['all', 9])).toEqual({ total: undefined, shown: [undefined] });
  expect(await of(['all', 10])).toEqual({ total: 10, shown: [10] });
  expect(await of(['all', 9], ['health', 9])).toEqual({ total: 18, shown: [undefined, undefined] });
  expect(await of()).toEqual({ total: 0, shown: [] });
  await of(['all', 9], ['health', 9]);
  expect(await countReached({ store }, ['all'])).toBeUndefined();
  expect(await countReached({ store }, ['all', 'health'])).toBe(18);
  expect(await countReached({ store }, [])).toBe(0);
});

test('what was sent unasked is counted by its kind over a week, with the day of the last digest', async () => {
  const store = aStore();
  const { clock } = aClock();
  const tallies = vi.spyOn(store.figures, 'tallies').mockResolvedValue([
    { day: '2026-11-25', name: 'reach.digest', count: 4 },
    { day: '2026-11-26', name: 'reach.digest', count: 1 },
    { day: '2026-11-27', name: 'reach.warning', count: 2 },
  ]);
  expect(await readAudience({ store, clock })).toMatchObject({
    sent: { digest: 5, lesson: 0, warning: 2, invitation: 0 },
    lastDigest: '2026-11-26',
  });
  expect(tallies).toHaveBeenCalledWith(jakartaDay(MORNING - 7 * DAY), ['reach']);
});
