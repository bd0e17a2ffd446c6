import { expect, onTestFinished } from 'vitest';
import type { Case, Tip } from '../../src/domain/cases/case.ts';
import type { Settings } from '../../src/domain/settings/settings.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aCase, aCaseCommit, aPost, aTip } from './builders.ts';
import { MASTER_KEY, MORNING } from './stage.ts';

/** A source, and a verdict that can be published. */
export const SOURCE = 'https://sumber.example/cek';
export const DECISION = {
  verdict: 'salah',
  summary: 'Pengelola pasar sudah membantahnya.',
  url: SOURCE,
} as const;

/** A post that some cases lie at, each with a tip of its own unless it has others; the test sets its clock. */
export async function aBareDesk(
  cases: readonly Case[] = [],
  { tips, ...settings }: Partial<Settings> & { tips?: readonly Tip[] } = {},
) {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  const own = cases.map((found, n) =>
    aTip({ case: found.id, text: found.claim, citizen: `w${n}`, at: MORNING + n }),
  );
  await store.cases.commit(aCaseCommit({ newCases: cases, tips: tips ?? own }));
  const post = await aPost(store, { settings, seed: 'meja' });
  onTestFinished(async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  });
  const time = { now: MORNING };
  const clock: Clock = { now: () => time.now, at: () => () => {} };
  const get = async ({ id }: Pick<Case, 'id'>) => (await store.cases.get(id)) ?? aCase();
  return {
    ...{ store, time, get },
    deps: { ...post.deps, clock },
    tips: tips ?? own,
    /** Puts a case into another state, whatever rules there are. */
    async set(found: Pick<Case, 'id'>, changes: Partial<Case>) {
      const changed = { ...(await get(found)), ...changes };
      expect(await store.cases.commit(aCaseCommit({ cases: [changed] }))).toBe('committed');
    },
    /** What was done to a case, in order, each with what it is about. */
    async did({ id }: Pick<Case, 'id'>) {
      const history = await store.cases.history(id);
      return history.map(({ by, what, of }) => [by, what, of].filter(Boolean).join(' '));
    },
    /** What the audit log says, the latest first. */
    events: () => store.audit.list(20),
    /** What is to be told to citizens, ever. */
    told: () => store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 20),
  };
}
