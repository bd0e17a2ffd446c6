import { expect, onTestFinished, test, vi } from 'vitest';
import type { Announcement } from '../../src/domain/messages/announcement.ts';
import { announcePart } from '../../src/services/messaging/announce.ts';
import type { MessagingDeps } from '../../src/services/messaging/messaging-deps.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { announceAll } from '../support/announce-all.ts';
import { aCase, aCaseCommit, aCitizen, anAnnouncement, aTip, aTurn } from '../support/builders.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

/** A store with one citizen who asked, and two who were told the first and the second version. */
async function open() {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  onTestFinished(() => store.close());
  const [asked, first, second] = [
    await aCitizen(store),
    await aCitizen(store),
    await aCitizen(store),
  ];
  const found = aCase();
  const tips = [aTip({ case: found.id, citizen: asked })];
  await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
  for (const [citizen, version] of [
    [first, 1],
    [second, 2],
  ] as const) {
    const told = { factCheck: 'f', version, at: MORNING };
    await store.turns.commitTurn(aTurn({ citizen, changes: [{ type: 'told', told }] }));
  }
  const keepNotice = vi.spyOn(store.turns, 'keepNotice');
  const woken: string[] = [];
  const deps = {
    store,
    clock: { now: () => MORNING, at: () => () => {} },
    jobs: { wake: ({ citizen }: { citizen: string }) => void woken.push(citizen) },
    index: { follow: async () => {} },
  } as unknown as MessagingDeps; // all that an announcement uses
  const announce = async (changes: Partial<Announcement>) => {
    keepNotice.mockClear();
    const announcement = anAnnouncement({ case: found.id, ...changes });
    await store.cases.commit(aCaseCommit({ announcements: [announcement] }));
    await announceAll(deps);
    return keepNotice.mock.calls.map(([citizen]) => citizen).toSorted();
  };
  return { store, deps, woken, keepNotice, announce, asked, first, second };
}

test('news of a case concerns who asked, news of a fact-check who has an older version', async () => {
  const { announce, asked, first, second } = await open();
  expect(await announce({ news: 'closed' })).toEqual([asked]);
  const version = { factCheck: 'f', version: 2 };
  expect(await announce({ news: 'correction', ...version })).toEqual([asked, first].toSorted());
  expect(await announce({ news: 'retraction', ...version })).toEqual([first]);
  const all = [first, second].toSorted();
  expect(await announce({ news: 'retraction', factCheck: 'f', version: 3 })).toEqual(all);
  expect(await announce({ news: 'retraction', factCheck: 'f' })).toEqual([]);
});

test('a citizen is woken once for an announcement, however often it is made', async () => {
  const { store, deps, woken, announce, asked } = await open();
  await announce({ id: 'once', news: 'closed' });
  vi.spyOn(store.ledger, 'openAnnouncements')
    .mockResolvedValueOnce([anAnnouncement({ id: 'once', news: 'closed' })])
    .mockResolvedValue([]);
  await announceAll(deps);
  expect(woken).toEqual([asked]);
});

test('what was taken back at this moment is announced to nobody', async () => {
  const { store, announce } = await open();
  vi.spyOn(store.ledger, 'beginAnnouncement').mockImplementation(async (id) => {
    await store.ledger.closeAnnouncement(id); // as if it were gone
    return undefined;
  });
  expect(await announce({ news: 'closed' })).toEqual([]);
});

test('a warning reaches all subscribers, page by page', async () => {
  const { store, deps, keepNotice, announce } = await open();
  const all = Array.from({ length: 1003 }, (_, n) => `c${String(n).padStart(5, '0')}`);
  vi.spyOn(store.audience, 'list').mockImplementation(async (interests, { after, limit }) => {
    expect(interests).toEqual(['health']);
    return all.filter((citizen) => citizen > after).slice(0, limit);
  });
  expect(await announce({ news: 'warning', factCheck: 'f', interests: ['health'] })).toEqual(all);
  expect(keepNotice.mock.calls[0]?.[1].notice).not.toHaveProperty('interests');
  await announceAll(deps);
  expect(keepNotice).toHaveBeenCalledTimes(all.length);
});

/** A warning to so many subscribers, with words of which a part may be erased. */
async function openWarning(count: number) {
  const { store, deps, keepNotice, woken } = await open();
  const all = Array.from({ length: count }, (_, n) => `c${String(n).padStart(5, '0')}`);
  vi.spyOn(store.audience, 'list').mockImplementation(async (_, { after, limit }) =>
    all.filter((citizen) => citizen > after).slice(0, limit),
  );
  const about = { news: 'warning', factCheck: 'f', reason: 'Kata warga di RT 5' } as const;
  const warning = anAnnouncement({ ...about, interests: ['health'] });
  await store.cases.commit(aCaseCommit({ announcements: [warning] }));
  return { store, deps, keepNotice, woken, warning };
}

test('the turns of the first two thousand are woken, those of the others wait for the sweep', async () => {
  const { deps, woken, keepNotice } = await openWarning(2201);
  keepNotice.mockResolvedValue(true);
  await announceAll(deps);
  expect(keepNotice).toHaveBeenCalledTimes(2201);
  expect(woken).toHaveLength(2000);
  expect(woken.at(-1)).toBe('c01999');
});

test('words that are erased between two pages are in neither the cursor nor the next page', async () => {
  const { store, deps, keepNotice, warning } = await openWarning(150);
  const { cursor = '' } = await announcePart(deps);
  expect(keepNotice.mock.lastCall?.[1].notice).toHaveProperty('reason', warning.reason);
  expect(cursor).toContain('c00099');
  expect(cursor).not.toContain('RT 5');
  const { reason: _, ...left } = warning;
  vi.spyOn(store.ledger, 'beginAnnouncement').mockResolvedValueOnce(left);
  await announcePart(deps, cursor);
  expect(keepNotice).toHaveBeenCalledTimes(150);
  expect(keepNotice.mock.lastCall?.[1].notice).not.toHaveProperty('reason');
});

test.each([
  '{"announcement":{"id":"a","news":"closed"},"part":0,"after":"c00002","told":3}',
  '{"id":"taken back","part":0,"after":"c00002","told":3}',
  'no JSON',
])('where a cursor leads nowhere, the next announcement begins: %s', async (cursor) => {
  const { store, deps, keepNotice } = await openWarning(5);
  await announcePart(deps, cursor);
  expect(keepNotice).toHaveBeenCalledTimes(5);
  expect(await store.ledger.openAnnouncements(MORNING, 1)).toEqual([]);
});
