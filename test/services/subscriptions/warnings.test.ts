import { expect, onTestFinished, test, vi } from 'vitest';
import { topics } from '../../../src/domain/cases/topic-words.ts';
import { newProfile } from '../../../src/domain/citizens/profile.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import type { Subscriptions } from '../../../src/domain/subscriptions/subscription.ts';
import { beginTurn } from '../../../src/ports/turn.ts';
import type { SubscriptionDeps } from '../../../src/services/subscriptions/find-digest.ts';
import { beginUnasked } from '../../../src/services/subscriptions/unasked-turn.ts';
import {
  approveWarning,
  takeBackWarning,
  warnSubscribers,
} from '../../../src/services/subscriptions/warn-subscribers.ts';
import {
  listSpreading,
  readyToWarn,
} from '../../../src/services/subscriptions/warning-candidates.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { aCase, aCaseCommit, aFactCheck } from '../../support/builders.ts';
import { MASTER_KEY, MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
const ALL = ['all'];

/** A claim about health that is decided, and was asked for so often since yesterday. */
async function aSpreadingClaim({ count = 5, secondPerson = [] as readonly string[] } = {}) {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  onTestFinished(() => store.close());
  const found = aCase({ status: 'published', decidedAt: MORNING, factCheck: 'f' });
  const factCheck = aFactCheck({ id: 'f', title: 'Air bawang putih menyembuhkan demam berdarah' });
  await store.cases.commit(aCaseCommit({ newCases: [found], factChecks: [factCheck] }));
  const tallies = vi.spyOn(store.figures, 'tallies');
  tallies.mockResolvedValue([{ day: '2026-11-20', name: 'told.f', count }]);
  const time = { now: MORNING };
  const deps = {
    store,
    clock: { now: () => time.now, at: () => () => {} },
    settings: { ...defaultSettings, undoMs: MINUTE, secondPerson },
  } as unknown as SubscriptionDeps;
  const warn = (interests = ALL, by = 'rina') =>
    warnSubscribers(deps, { ticket: found.ticket, by }, interests);
  const of = (by: string) => ({ ticket: found.ticket, by });
  const open = () => store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 9);
  const set = async (changes: object) => {
    const known = (await store.cases.get(found.id)) ?? found;
    await store.cases.commit(aCaseCommit({ cases: [{ ...known, ...changes }] }));
  };
  return { store, deps, time, found, factCheck, warn, of, open, set };
}

test('subscribers are warned of what is decided for good, stands, and spreads', async () => {
  const { deps, found, factCheck, set, store } = await aSpreadingClaim();
  const ready = () => readyToWarn(deps, found.ticket);
  expect(await ready()).toMatchObject({ spread: 5, threshold: 5 });
  expect(await readyToWarn(deps, 'X')).toBe('unknown');
  await set({ undo: { until: MORNING + 1, announcement: 'a' } });
  expect(await ready()).toBe('undecided');
  await set({ undo: { until: MORNING, announcement: 'a' } });
  expect(await ready()).toMatchObject({ spread: 5 });
  await set({ status: 'closed' });
  expect(await ready()).toBe('undecided');
  await set({ status: 'published' });
  await store.factChecks.save([{ ...factCheck, version: 2, retracted: 'keliru' }]);
  expect(await ready()).toBe('withdrawn');
});

test('a claim that is asked for less often than the rule says is calm', async () => {
  const { deps, found } = await aSpreadingClaim({ count: 4 });
  expect(await readyToWarn(deps, found.ticket)).toBe('calm');
  expect(await listSpreading(deps)).toEqual([]);
});

test('claims that spread are told with those asked for most first, as far back as a month', async () => {
  const { deps, time, found } = await aSpreadingClaim();
  expect((await listSpreading(deps)).map((each) => each.case.ticket)).toEqual([found.ticket]);
  time.now = MORNING + 30 * 86_400_000;
  expect(await listSpreading(deps)).toHaveLength(1);
  time.now += 1;
  expect(await listSpreading(deps)).toEqual([]);
});

test('a warning goes once, to interests that it concerns, and waits until it cannot be taken back', async () => {
  const { warn, open } = await aSpreadingClaim();
  expect(await warn(['election', 'nonsense'])).toEqual({ type: 'refused', why: 'nobody-chosen' });
  expect(await warn(['all', 'election'])).toMatchObject({
    type: 'sent',
    warning: { interests: ALL, sent: { until: MORNING + MINUTE } },
  });
  expect(await warn()).toEqual({ type: 'refused', why: 'already' });
  expect(await open()).toMatchObject([
    { id: 'warning:f', news: 'warning', interests: ALL, notBefore: MORNING + MINUTE },
  ]);
});

test('a warning is taken back until its time, and can be sent anew then', async () => {
  const { deps, time, warn, of, open } = await aSpreadingClaim();
  expect(await takeBackWarning(deps, of('rina'))).toMatchObject({ why: 'no-proposal' });
  await warn();
  time.now += MINUTE;
  expect(await takeBackWarning(deps, of('rina'))).toMatchObject({ why: 'too-late' });
  time.now -= 1;
  expect((await takeBackWarning(deps, of('rina'))).type).toBe('taken-back');
  expect(await open()).toEqual([]);
  expect(await takeBackWarning(deps, of('rina'))).toMatchObject({ why: 'no-proposal' });
  expect((await warn()).type).toBe('sent');
});

test('where a second person is needed, the one who proposed does not approve', async () => {
  const { deps, warn, of, open } = await aSpreadingClaim({ secondPerson: topics });
  expect(await approveWarning(deps, of('budi'))).toMatchObject({ why: 'no-proposal' });
  expect((await warn()).type).toBe('proposed');
  expect(await open()).toEqual([]);
  expect(await approveWarning(deps, of('rina'))).toEqual({ type: 'refused', why: 'own-proposal' });
  expect((await approveWarning(deps, of('budi'))).type).toBe('sent');
  expect(await approveWarning(deps, of('sari'))).toMatchObject({ why: 'no-proposal' });
  expect(await open()).toHaveLength(1);
});

const subscription = {
  every: 'daily',
  interest: 'all',
  consent: { version: 'K', at: MORNING },
  since: MORNING,
  nextAt: MORNING,
} as const;

/** The warnings that a citizen is to get, after one more. */
async function expected(reach: Subscriptions, isOptedOut = false) {
  const profile = { ...newProfile('id', MORNING), reach, isOptedOut };
  const state = { revision: 1, profile, conversation: { frames: [] }, due: null, pending: [] };
  const turn = beginTurn(
    { ...state, channel: 'c', heardAt: MORNING },
    { citizen: 'c1', now: MORNING },
  );
  const plan = { type: 'turn', messages: 0, warned: 'f' } as unknown as Parameters<
    typeof beginUnasked
  >[2];
  await beginUnasked({} as SubscriptionDeps, turn, plan);
  return turn.profile.reach?.warnings;
}

test('a warning comes within half an hour, to subscribers who want news, three at most', async () => {
  const [warning] = (await expected({ subscription })) ?? [];
  expect(warning?.factCheck).toBe('f');
  expect(warning?.at).toBeGreaterThanOrEqual(MORNING);
  expect(warning?.at).toBeLessThan(MORNING + 30 * MINUTE);
  expect(await expected({})).toBeUndefined();
  expect(await expected({ subscription }, true)).toBeUndefined();
  const warnings = ['a', 'b', 'f', 'c'].map((factCheck) => ({ factCheck, at: MORNING }));
  const ids = (await expected({ subscription, warnings }))?.map(({ factCheck }) => factCheck);
  expect(ids).toEqual(['b', 'c', 'f']);
});
