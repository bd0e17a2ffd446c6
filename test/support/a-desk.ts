import { expect, onTestFinished } from 'vitest';
import type { Settings } from '../../src/domain/settings/settings.ts';
import { listQueue } from '../../src/services/cases/queue.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey, aPost } from './builders.ts';

/** What the citizen of `aDesk` asks about. */
export const NEWS = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';

/** A post with one open case; it is closed when the test is over, and must have had no trouble. */
export async function aDesk(settings: Partial<Settings> = {}, text = NEWS) {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  const post = await aPost(store, { settings });
  onTestFinished(async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  });
  await post.report('w1', text);
  const [entry] = await listQueue(post.deps);
  const ticket = entry?.case.ticket ?? '';
  return { ...post, store, ticket, rina: { ticket, reviewer: 'rina' } };
}
