import { expect, onTestFinished, test, vi } from 'vitest';
import { topics } from '../../../src/domain/cases/topic-words.ts';
import { newProfile } from '../../../src/domain/citizens/profile.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import type { Subscriptions } from '../../../src/domain/subscriptions/subscription.ts';
import { jakartaDay } from '../../../src/domain/time/jakarta-day.ts';
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
  previewWarning,
  readyToWarn,
} from '../../../src/services/subscriptions/warning-candidates.ts';
import {
  listWarnings,
  readWarningOf,
  saveWarning,
} from '../../../src/services/subscriptions/warnings.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { aCase, aCaseCommit, aFactCheck } from '../../support/builders.ts';
import { loadScript, MASTER_KEY, MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
const ALL = ['all'];

/** A claim about health that is decided, and was asked for so often since yesterday. */
async function aSpreadingClaim({
  count = 5,
  secondPerson = [] as readonly string[],
  undoMs = MINUTE,
} = {}) {
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
    script: loadScript(),
    settings: { ...defaultSettings, undoMs, secondPerson },
  } as unknown as SubscriptionDeps;
  const warn = (interests = ALL, by = 'rina') =>
    warnSubscribers(deps, { ticket: found.ticket, by }, interests);
  const of = (by: string) => ({ ticket: found.ticket, by });
  const open = () => store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 9);
  const set = async (changes: object) => {
    const known = (await store.cases.get(found.id)) ?? found;
    await store.cases.commit(aCaseCommit({ cases: [{ ...known, ...changes }] }));
  };
  /** What the desk shows of the case, and the auditor of all: the latest first. */
  const history = async () =>
    (await store.cases.history(found.id)).map(({ what, by, of }) => [what, by, of]);
  const audited = async () =>
    (await store.audit.list(9)).map(({ what, by, of, details }) => [what, by, of, details]);
  return { store, deps, time, found, factCheck, tallies, warn, of, open, set, history, audited };
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

test('of an unknown or calm claim nothing is sent, approved or taken back', async () => {
  const { deps, warn, of, open, tallies } = await aSpreadingClaim();
  const unknown = { ticket: 'X', by: 'rina' };
  for (const act of [approveWarning, takeBackWarning, warnSubscribers]) {
    const why = act === takeBackWarning ? 'no-proposal' : 'unknown';
    expect(await act(deps, unknown, ALL)).toEqual({ type: 'refused', why });
  }
  tallies.mockResolvedValue([]);
  expect(await warn()).toEqual({ type: 'refused', why: 'calm' });
  expect(await approveWarning(deps, of('budi'))).toEqual({ type: 'refused', why: 'calm' });
  expect(await open()).toEqual([]);
});

test('who proposed, sent and took back a warning, and to whom it went, is on record', async () => {
  const { deps, found, warn, of, open, history, audited } = await aSpreadingClaim({
    secondPerson: topics,
  });
  const { ticket } = found;
  const details = { factCheck: 'f', to: 'health', proposed: 'rina' };
  await warn(['health', 'election']);
  expect(await audited()).toEqual([['warning-proposed', 'rina', ticket, details]]);
  expect(await history()).toEqual([]);
  await approveWarning(deps, of('budi'));
  expect((await audited())[0]).toEqual(['warning-sent', 'budi', ticket, details]);
  expect(await history()).toEqual([['warned', 'budi', 'health']]);
  expect(await open()).toMatchObject([{ interests: ['health'] }]);
  await takeBackWarning(deps, of('sari'));
  expect((await audited())[0]).toEqual(['warning-taken-back', 'sari', ticket, {}]);
  expect((await history()).toSorted()).toEqual([
    ['taken-back', 'sari', undefined],
    ['warned', 'budi', 'health'],
  ]);
});

test('a proposal that is taken back leaves nothing for anybody to approve', async () => {
  const { deps, warn, of, open, history } = await aSpreadingClaim({ secondPerson: topics });
  await warn();
  expect((await takeBackWarning(deps, of('rina'))).type).toBe('taken-back');
  expect(await approveWarning(deps, of('budi'))).toMatchObject({ why: 'no-proposal' });
  expect([await open(), await history()]).toEqual([[], []]);
});

test('a post without time to take something back warns at once', async () => {
  const { warn, open } = await aSpreadingClaim({ undoMs: 0 });
  await warn();
  expect((await open())[0]).not.toHaveProperty('notBefore');
});

test('of two who act on a warning at the same moment, one is told that it is too late', async () => {
  const { deps, store, warn, of, open } = await aSpreadingClaim();
  const first = await warn();
  const written = await readWarningOf(deps, 'f');
  expect(first).toMatchObject({ warning: { revision: written?.revision } });
  vi.spyOn(store.cases, 'commit').mockResolvedValueOnce('stale');
  expect(await takeBackWarning(deps, of('budi'))).toEqual({ type: 'refused', why: 'too-late' });
  expect(await open()).toHaveLength(1);
  const back = await takeBackWarning(deps, of('budi'));
  const { revision } = (await readWarningOf(deps, 'f')) ?? {};
  expect(back).toMatchObject({ warning: { revision, takenBack: { by: 'budi', at: MORNING } } });
  vi.spyOn(store.cases, 'commit').mockResolvedValueOnce('stale');
  expect(await warn()).toEqual({ type: 'refused', why: 'already' });
  expect(await open()).toEqual([]);
});

test('reviewers see the very words of a warning before it goes', async () => {
  const { deps, factCheck } = await aSpreadingClaim();
  const { text } = previewWarning(deps, factCheck);
  expect(text).toContain(factCheck.title);
  expect(text).toContain(factCheck.summary);
});

test('of many claims that spread, twenty are shown: those asked for most since yesterday, first', async () => {
  const { deps, store, tallies } = await aSpreadingClaim({ count: 7 });
  const ids = Array.from({ length: 21 }, (_, n) => `g${n}`);
  const newCases = ids.map((id) =>
    aCase({ status: 'published', decidedAt: MORNING, factCheck: id }),
  );
  const factChecks = ids.map((id) => aFactCheck({ id }));
  await store.cases.commit(aCaseCommit({ newCases, factChecks }));
  const asked = ids.map((id, n) => ({ day: '2026-11-20', name: `told.${id}`, count: 5 + n }));
  tallies.mockResolvedValue([{ day: '2026-11-20', name: 'told.f', count: 7 }, ...asked]);
  const spreading = (await listSpreading(deps)).map(({ factCheck, spread }) => [
    factCheck.id,
    spread,
  ]);
  const order = [...ids.slice(3).toReversed(), 'f', 'g2'].map((id) =>
    id === 'f' ? ['f', 7] : [id, 5 + ids.indexOf(id)],
  );
  expect(spreading).toHaveLength(20);
  expect(spreading.slice(0, 18)).toEqual(order.slice(0, 18));
  expect(tallies).toHaveBeenLastCalledWith(jakartaDay(MORNING - 86_400_000), ['told']);
});

test('warnings are listed with the latest first', async () => {
  const { deps } = await aSpreadingClaim();
  for (const [factCheck, at] of [
    ['b', 2],
    ['a', 1],
    ['c', 3],
  ] as const) {
    const proposed = { by: 'rina', at };
    await saveWarning(deps, { factCheck, ticket: 'T', interests: ALL, proposed, revision: 0 });
  }
  expect((await listWarnings(deps)).map(({ factCheck }) => factCheck)).toEqual(['c', 'b', 'a']);
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
