import { expect, onTestFinished, test, vi } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { saveDraft, setTags, snooze } from '../../src/services/cases/amend-case.ts';
import { takeBack, unmerge } from '../../src/services/cases/case-actions.ts';
import type { CaseDeps } from '../../src/services/cases/case-deps.ts';
import { act } from '../../src/services/cases/change-case.ts';
import { approve, claim, close, reassign, reply } from '../../src/services/cases/decide-case.ts';
import { mergeCases, splitCase } from '../../src/services/cases/merge-cases.ts';
import { OpenQueue } from '../../src/services/cases/open-queue.ts';
import { publishVerdict, releaseVerdict } from '../../src/services/cases/publish-verdict.ts';
import { listQueue } from '../../src/services/cases/queue.ts';
import { readReviewerStats } from '../../src/services/cases/reviewer-stats.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aCase, aCaseCommit, aFactCheck, anAnnouncement, aTip } from '../support/builders.ts';
import { nextInQueue } from '../support/next-in-queue.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

const MINUTE = 60_000;
const DECISION = { verdict: 'salah', summary: 'Bank tetap buka seperti biasa.' } as const;

/** A desk on a store in memory, as much of it as cases use. */
async function aDesk(...cases: Case[]) {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  onTestFinished(() => store.close());
  const tips = cases.map((found, n) =>
    aTip({ case: found.id, text: found.claim, at: MORNING + n }),
  );
  await store.cases.commit(aCaseCommit({ newCases: cases, tips }));
  const time = { now: MORNING };
  const follow = vi.fn(async () => {});
  let drawn = 0;
  const deps = {
    store,
    clock: { now: () => time.now, at: () => () => {} },
    settings: { ...defaultSettings, undoMs: MINUTE, secondPerson: [] },
    index: { follow },
    openCases: { follow: vi.fn(async () => {}) },
    queue: new OpenQueue(store.cases),
    randomBytes: (length: number) => {
      drawn += 1;
      return new Uint8Array(length).fill(drawn);
    },
  } as unknown as CaseDeps;
  const get = async ({ id }: Case) => (await store.cases.get(id)) ?? aCase();
  const set = async (found: Case, changes: Partial<Case>) => {
    await store.cases.commit(aCaseCommit({ cases: [{ ...(await get(found)), ...changes }] }));
  };
  return { store, deps, time, tips, follow, get, set };
}

const by = (reviewer: string, { ticket }: Case) => ({ ticket, reviewer });

test('an action holds under the lease that it names, and under no other', async () => {
  const found = aCase();
  const { deps } = await aDesk(found);
  const done = await claim(deps, by('rina', found));
  const fence = done.type === 'done' ? done.case.fence : 0;
  const act1 = (given: object) =>
    act(deps, { ...by('rina', found), ...given }, async (each) => ({ case: each }));
  expect((await act1({ fence })).type).toBe('done');
  expect(await act1({ fence: fence - 1 })).toEqual({ type: 'lost' });
  expect(await act1({ fence: fence + 1 })).toEqual({ type: 'lost' });
  expect((await act1({})).type).toBe('done');
  expect(await act1({ reviewer: 'budi', fence })).toEqual({ type: 'lost' });
  expect(await act1({ reviewer: 'budi' })).toMatchObject({ type: 'taken', by: 'rina' });
});

test('a claim is written down once, and again when it is made anew', async () => {
  const found = aCase();
  const { deps, store, time } = await aDesk(found);
  const whats = async () => (await store.cases.history(found.id)).map(({ what }) => what);
  await claim(deps, by('rina', found));
  await claim(deps, by('rina', found));
  expect(await whats()).toEqual(['claimed']);
  time.now += 10 * MINUTE;
  await claim(deps, by('rina', found));
  expect(await whats()).toEqual(['claimed', 'claimed']);
});

test('a decision can be taken back until its time, and not at it', async () => {
  const found = aCase();
  const { deps, time, store } = await aDesk(found);
  await close(deps, by('rina', found), 'spam');
  time.now += MINUTE;
  const late = { type: 'refused', why: 'too-late' };
  expect(await takeBack(deps, by('rina', found))).toEqual(late);
  time.now -= 1;
  expect((await takeBack(deps, by('rina', found))).type).toBe('done');
  expect(await takeBack(deps, by('rina', found))).toEqual(late);
  expect(await store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 9)).toEqual([]);
  await close(deps, by('rina', found), 'spam');
  expect(await store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 9)).toHaveLength(1);
});

test('a case that is opened again shares no words with another that was opened meanwhile', async () => {
  const found = aCase();
  const { deps, store, get } = await aDesk(found);
  await close(deps, by('rina', found), 'spam');
  await store.cases.commit(aCaseCommit({ newCases: [aCase({ claimKey: found.claimKey })] }));
  expect((await takeBack(deps, by('rina', found))).type).toBe('done');
  expect((await get(found)).claimKey).not.toBe(found.claimKey);
});

test('a merge is refused where a case is the same, decided, gone, or in the hands of another', async () => {
  const [one, two] = [aCase(), aCase()];
  const { deps, get } = await aDesk(one, two);
  const merge = async (from: string, into: string) => {
    const merged = await mergeCases(deps, { from, into, reviewer: 'rina' });
    return merged.type === 'problem' ? merged.message : merged.type;
  };
  expect(await merge('X', two.ticket)).toContain('no case X');
  expect(await merge(one.ticket, 'X')).toContain('no case X');
  expect(await merge(one.ticket, one.ticket)).toContain('itself');
  await claim(deps, by('budi', two));
  expect(await merge(one.ticket, two.ticket)).toContain('budi is working');
  expect(await merge(two.ticket, one.ticket)).toContain('budi is working');
  await close(deps, by('budi', two), 'spam');
  expect(await merge(one.ticket, two.ticket)).toContain('must be open');
  expect(await merge(two.ticket, one.ticket)).toContain('must be open');
  expect((await get(one)).status).toBe('open');
});

test('a merge is made again where one of the cases changes at that moment', async () => {
  const [one, two] = [aCase(), aCase()];
  const { deps, store, get, set } = await aDesk(one, two);
  const tipsOf = store.cases.tipsOf.bind(store.cases);
  vi.spyOn(store.cases, 'tipsOf').mockImplementationOnce(async (id) => {
    await set(two, { tags: ['x'] });
    return tipsOf(id);
  });
  const merged = await mergeCases(deps, { from: one.ticket, into: two.ticket, reviewer: 'rina' });
  expect(merged.type).toBe('done');
  expect(await get(one)).toMatchObject({ status: 'merged', mergedInto: two.id });
  expect((await get(two)).tags).toEqual(['x']);
});

test('a merge is undone with the tips that it brought, while the other case is open', async () => {
  const [one, two] = [aCase(), aCase()];
  const { deps, store, tips } = await aDesk(one, two);
  await mergeCases(deps, { from: one.ticket, into: two.ticket, reviewer: 'rina' });
  const late = aTip({ case: two.id, at: MORNING + 9 });
  await store.cases.commit(aCaseCommit({ tips: [late] }));
  const done = await close(deps, by('rina', two), 'spam');
  expect(await unmerge(deps, by('rina', one))).toEqual({ type: 'refused', why: 'too-late' });
  expect(done.type).toBe('done');
  await takeBack(deps, by('rina', two));
  expect((await unmerge(deps, by('rina', one))).type).toBe('done');
  expect((await store.cases.tipsOf(one.id)).map(({ id }) => id)).toEqual([tips[0]?.id]);
  expect((await store.cases.tipsOf(two.id)).map(({ id }) => id)).toEqual([tips[1]?.id, late.id]);
  expect(await unmerge(deps, by('rina', one))).toEqual({ type: 'refused', why: 'not-merged' });
});

test('a tip is taken out of an open case that has others, by who may work on it', async () => {
  const found = aCase();
  const { deps, store, tips } = await aDesk(found);
  const split = async (tip = tips[0]?.id ?? '') => {
    const done = await splitCase(deps, { ticket: found.ticket, tip, reviewer: 'rina' });
    return done.type === 'problem' ? done.message : done.case;
  };
  expect(await split()).toContain('only this one tip');
  await store.cases.commit(aCaseCommit({ tips: [aTip({ case: found.id })] }));
  expect(await split('x')).toContain('no tip x');
  await claim(deps, by('budi', found));
  expect(await split()).toContain('budi is working');
  await close(deps, by('budi', found), 'spam');
  expect(await split()).toContain('decided already');
  await takeBack(deps, by('budi', found));
  const fresh = await split();
  expect(await store.cases.tipsOf(typeof fresh === 'string' ? '' : fresh.id)).toHaveLength(1);
  expect(await store.cases.tipsOf(found.id)).toHaveLength(1);
});

test('who holds a case gives it away, writes on it and lets it sleep; others do not', async () => {
  const found = aCase();
  const { deps, get, time } = await aDesk(found);
  const refused = { type: 'refused', why: 'not-held' };
  expect(await reassign(deps, by('rina', found), 'budi')).toEqual(refused);
  expect(await saveDraft(deps, by('rina', found), { summary: 'x' })).toEqual(refused);
  const done = await claim(deps, by('rina', found));
  const fence = done.type === 'done' ? done.case.fence : 0;
  expect(await saveDraft(deps, { ...by('rina', found), fence: fence + 1 }, {})).toEqual(refused);
  expect((await saveDraft(deps, { ...by('rina', found), fence }, {})).type).toBe('done');
  expect(await snooze(deps, by('budi', found), MORNING + 9)).toEqual(refused);
  expect(await reassign(deps, by('budi', found), 'sari')).toEqual(refused);
  expect((await reassign(deps, by('rina', found), 'budi')).type).toBe('done');
  expect(await get(found)).toMatchObject({ assignee: 'budi' });
  expect((await get(found)).lease).toBeUndefined();
  expect((await snooze(deps, by('sari', found), time.now + 9)).type).toBe('done');
});

test('tags are short, few, in small letters, and each there once', async () => {
  const found = aCase();
  const { deps, get } = await aDesk(found);
  const many = Array.from({ length: 12 }, (_, n) => `t${n}`);
  await setTags(deps, by('rina', found), [' Galon ', 'galon', '', 'x'.repeat(50), ...many]);
  const { tags = [] } = await get(found);
  expect(tags.slice(0, 3)).toEqual(['galon', 'x'.repeat(40), 't0']);
  expect(tags).toHaveLength(10);
});

test('a verdict names an organisation that is known, has a reason and a source, or is none', async () => {
  const found = aCase();
  const { deps } = await aDesk(found);
  const url = 'https://sumber.example/cek';
  const say = (changes: object) => reply(deps, by('rina', found), { ...DECISION, url, ...changes });
  expect(await say({ org: 'Nobody Knows' })).toEqual({ type: 'refused', why: 'unknown-org' });
  expect((await say({ url: undefined })).type).toBe('refused');
  expect((await say({})).type).toBe('done');
});

test('a proposal is approved by somebody else, as it was when they saw it', async () => {
  const url = 'https://sumber.example/cek';
  const proposal = { by: 'rina', at: MORNING, decision: { ...DECISION, url } };
  const found = aCase({ proposal });
  const { deps } = await aDesk(found);
  const approval = (reviewer: string, proposedAt?: number) =>
    approve(deps, { ...by(reviewer, found), proposedAt });
  expect(await approval('rina')).toEqual({ type: 'refused', why: 'own-proposal' });
  const other = { type: 'refused', why: 'other-proposal' };
  expect(await approval('budi', MORNING + 1)).toEqual(other);
  expect((await approval('budi', MORNING)).type).toBe('done');
});

test('a verdict that is kept back goes out with its own announcement, once, as a new version', async () => {
  const found = aCase();
  const { deps, store, get, follow } = await aDesk(found);
  await store.factChecks.save([
    aFactCheck({ id: `posko-${found.ticket.toLowerCase()}`, version: 3 }),
  ]);
  const update = await publishVerdict(deps, found, DECISION);
  expect(update.factChecks).toEqual([]);
  await store.cases.commit(aCaseCommit({ cases: [update.case] }));
  const id = update.case.undo?.announcement ?? '';
  await releaseVerdict(deps, anAnnouncement({ id: 'another', case: found.id }));
  expect((await get(found)).undo?.decision).toBeDefined();
  expect(follow).not.toHaveBeenCalled();
  await releaseVerdict(deps, anAnnouncement({ id, case: found.id }));
  await releaseVerdict(deps, anAnnouncement({ id, case: found.id }));
  expect(follow).toHaveBeenCalledTimes(1);
  expect((await get(found)).undo).toEqual({ until: MORNING + MINUTE, announcement: id });
  const published = await store.factChecks.get(`posko-${found.ticket.toLowerCase()}`);
  expect(published).toMatchObject({ version: 4, summary: DECISION.summary });
  expect(id).toContain(':4:');
});

test('the queue shows the most urgent case first, and gives what can be taken', async () => {
  const [calm, urgent, asleep] = [
    aCase({ openedAt: MORNING - 1 }),
    aCase({ openedAt: MORNING - 9 * 60 * MINUTE }),
    aCase({ openedAt: MORNING - 20 * 60 * MINUTE, snoozedUntil: MORNING + 1 }),
  ];
  const { deps } = await aDesk(calm, urgent, asleep);
  const tickets = async () => (await listQueue(deps)).map((entry) => entry.case.ticket);
  expect(await tickets()).toEqual([asleep.ticket, urgent.ticket, calm.ticket]);
  expect((await nextInQueue(deps, 'rina'))?.case.ticket).toBe(urgent.ticket);
  await claim(deps, by('budi', urgent));
  expect((await nextInQueue(deps, 'rina'))?.case.ticket).toBe(calm.ticket);
  expect((await nextInQueue(deps, 'budi'))?.case.ticket).toBe(urgent.ticket);
});

test("a reviewer's day begins at midnight in Jakarta, and counts what they decided themselves", async () => {
  const cases = [aCase(), aCase(), aCase(), aCase()];
  const { deps, time } = await aDesk(...cases);
  const midnight = Math.floor((MORNING + 7 * 60 * MINUTE) / (24 * 60 * MINUTE)) * 24 * 60 * MINUTE;
  const start = midnight - 7 * 60 * MINUTE;
  const [one, two, three] = cases as [Case, Case, Case];
  time.now = start - 1;
  await close(deps, by('rina', one), 'spam');
  time.now = start;
  await claim(deps, by('rina', two));
  time.now = start + 3 * MINUTE;
  await close(deps, by('rina', two), 'spam');
  await close(deps, by('budi', three), 'spam');
  expect(await readReviewerStats(deps, 'rina')).toMatchObject({
    decided: 1,
    decidedByAll: 2,
    medianWorkMs: 3 * MINUTE,
    open: 1,
  });
});
