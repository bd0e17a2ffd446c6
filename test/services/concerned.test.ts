import { expect, onTestFinished, test, vi } from 'vitest';
import type { Announcement } from '../../src/domain/messages/announcement.ts';
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
    return false;
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
