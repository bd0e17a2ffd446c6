import { expect, test } from 'vitest';
import type { Topic } from '../../src/domain/cases/topic-words.ts';
import type { Settings } from '../../src/domain/settings/settings.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { takeBack } from '../../src/services/cases/case-actions.ts';
import { approve, claim, reply, sendBack } from '../../src/services/cases/decide-case.ts';
import {
  checkDecision,
  drawDecided,
  drawWeeks,
  figuresByReviewer,
  lastWeeks,
  sampleFor,
  tallyChecks,
} from '../../src/services/cases/quality.ts';
import { viewCase } from '../../src/services/cases/queue.ts';
import { correctFactCheck } from '../../src/services/fact-checks/submit-change.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aCase, aCaseCommit, aMasterKey, aPost, aTip } from '../support/builders.ts';

const WEEK = 7 * 86_400_000;
const MINUTE = 60_000;
const YES = { verdict: 'yes', sources: 'yes', words: 'yes', note: '' };

test('the last whole week begins on a Monday of Jakarta', () => {
  const monday = Date.parse('2026-11-23T00:00:00+07:00');
  expect(lastWeeks(monday)).toEqual([1, 2, 3, 4].map((before) => monday - before * WEEK));
  expect(lastWeeks(monday - 1)[0]).toBe(monday - 2 * WEEK);
  expect(lastWeeks(monday + 3 * 86_400_000)[1]).toBe(monday - 2 * WEEK);
});

test('everyone draws the same decisions, but for their own', async () => {
  const { deps, decide, pass, drawn: draw } = await aDesk({ qualitySample: 3 });
  for (let n = 0; n < 8; n += 1) await decide(`K${n + 2}A`, n % 2 ? 'Rina' : 'Budi');
  expect(await draw()).toEqual([]);
  await pass(WEEK);
  const drawn = await draw();
  const tickets = async (editor: string) =>
    (await sampleFor(deps, editor, drawn)).map((each) => each.case.ticket);
  const order = drawn.map((each) => each.case.ticket);
  expect(order).toHaveLength(8);
  expect(order).not.toEqual(order.toSorted());
  expect(await tickets('Sari')).toEqual(order.slice(0, 3));
  expect(await tickets('Wati')).toEqual(order.slice(0, 3));
  const ofBudi = drawn.filter(({ by }) => by === 'Budi').map((each) => each.case.ticket);
  expect(await tickets('Rina')).toEqual(ofBudi.slice(0, 3));
  expect((await tickets('Budi')).filter((ticket) => ofBudi.includes(ticket))).toEqual([]);
  expect(await tickets('Budi')).toHaveLength(3);
});

test('a check stands once for each editor, only for what was drawn, and is on no page of the case', async () => {
  const { deps, decide, pass, drawn: draw, week } = await aDesk({ qualitySample: 1 });
  await decide('K2A', 'Budi');
  await decide('K3A', 'Sari');
  await pass(WEEK);
  const by = (ticket: string, reviewer = 'Sari') => ({ ticket, reviewer });
  const yes = { ...YES, week: week() };
  expect(await checkDecision(deps, by('K3A'), yes)).toBe(false);
  expect(await checkDecision(deps, by('K2A'), { ...yes, words: '' })).toBe(false);
  const note = 'Hubungi 081234567890 untuk sumbernya.';
  const first = { ...yes, verdict: 'no', note };
  const both = [first, { ...yes, sources: 'no' }].map((each) =>
    checkDecision(deps, by('K2A'), each),
  );
  expect(await Promise.all(both)).toEqual([true, true]);
  expect(await checkDecision(deps, by('K2A'), yes)).toBe(true);
  const found = await deps.store.cases.byTicket('K2A');
  const checks = (await deps.store.cases.history(found?.id ?? '')).filter(
    ({ what }) => what === 'checked',
  );
  expect(checks).toHaveLength(1);
  expect(tallyChecks(await draw())).toEqual({ checked: 1, shares: [0, 1, 1] });
  expect(checks[0]?.words).not.toContain('081234567890');
  const view = await viewCase(deps, 'K2A');
  expect(view?.history.map(({ what }) => what)).toEqual(['claimed', 'published']);
});

test('an answer to the sample of a week still counts when the next has come, and not after four', async () => {
  const { deps, decide, pass, week } = await aDesk({ qualitySample: 1 });
  await decide('K2A', 'Budi');
  await pass(WEEK);
  const seen = { ...YES, week: week() };
  await decide('K3A', 'Budi');
  const now = deps.clock.now();
  const after = (weeks: number) => ({ ...deps, clock: new VirtualClock(now + weeks * WEEK) });
  const by = (reviewer: string) => ({ ticket: 'K2A', reviewer });
  const other = { ...YES, week: String(Number(seen.week) + WEEK) };
  expect(await checkDecision(after(1), by('Sari'), other)).toBe(false);
  expect(await checkDecision(after(1), by('Sari'), seen)).toBe(true);
  const weeks = await drawWeeks(after(2));
  const tickets = weeks.map(({ decided }) => decided.map((each) => each.case.ticket));
  expect(tickets).toEqual([[], ['K3A'], ['K2A'], []]);
  expect(await checkDecision(after(4), by('Wati'), seen)).toBe(false);
});

test('all decisions of four weeks are read at once, their histories some at a time', async () => {
  const { deps, decide, pass } = await aDesk({});
  for (let n = 0; n < 61; n += 1) await decide(`K${n + 10}A`, 'Budi', 0);
  await pass(WEEK);
  const reads = { decided: 0, under: 0, most: 0 };
  const { cases } = deps.store;
  const counted = {
    ...deps.store,
    cases: Object.assign(Object.create(cases), {
      decidedSince(since: number) {
        reads.decided += 1;
        return cases.decidedSince(since);
      },
      async history(id: string) {
        reads.under += 1;
        reads.most = Math.max(reads.most, reads.under);
        const found = await cases.history(id);
        reads.under -= 1;
        return found;
      },
    }),
  };
  const [last] = await drawWeeks({ ...deps, store: counted });
  expect(last?.decided).toHaveLength(61);
  expect(reads).toEqual({ decided: 1, under: 0, most: 50 });
});

test('a verdict is the work of who proposed it, until it was sent back and somebody else published', async () => {
  const { deps, decide, pass, wait, drawn } = await aDesk({ undoMs: 0, secondPerson: ['money'] });
  const topics = ['money'] as const;
  await decide('K2A', 'Budi', 10, { topics });
  await wait(30 * MINUTE);
  expect(await approve(deps, { ticket: 'K2A', reviewer: 'Rina' })).toMatchObject({ type: 'done' });
  await decide('K3A', 'Budi', 10, { topics });
  await sendBack(deps, { ticket: 'K3A', reviewer: 'Rina' }, 'Sumbernya kurang.');
  await decide('K3A', 'Wati', 20, { again: true, rules: { secondPerson: [] } });
  await pass(WEEK);
  const credit = (await drawn()).map((each) => [each.case.ticket, each.by, each.workMs]);
  expect(credit.sort()).toEqual([
    ['K2A', 'Budi', 10 * MINUTE],
    ['K3A', 'Wati', 20 * MINUTE],
  ]);
});

test('figures tell by reviewer how much was decided, how long it took, and what was done again', async () => {
  const { deps, decide, pass } = await aDesk({ undoMs: 5 * MINUTE });
  await decide('K2A', 'Budi', 10);
  await decide('K3A', 'Budi', 20);
  await takeBack(deps, { ticket: 'K3A', reviewer: 'Budi' });
  await decide('K3A', 'Budi', 30, { again: true });
  await decide('K4A', 'Rina', 5);
  await pass(WEEK);
  const week = lastWeeks(deps.clock.now())[0] ?? 0;
  const summary = 'Pengelolanya sudah membantah; ini ralat kami.';
  const corrected = await correctFactCheck(deps, 'posko-k4a', { summary });
  expect(corrected).toMatchObject({ type: 'held' });
  await pass(10 * MINUTE);
  const figures = figuresByReviewer(await drawDecided(deps, week));
  const none = { checked: 0, shares: [undefined, undefined, undefined] };
  expect(figures).toEqual([
    { name: 'Budi', decided: 2, workMs: 10 * MINUTE, again: 1, corrected: 0, ...none },
    { name: 'Rina', decided: 1, workMs: 5 * MINUTE, again: 0, corrected: 1, ...none },
  ]);
});

async function aDesk(settings: Partial<Settings>) {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  const { deps, clock, wait } = await aPost(store, { settings });
  const week = () => lastWeeks(clock.now())[0] ?? 0;
  return {
    ...{ deps, wait },
    week: () => String(week()),
    drawn: () => drawDecided(deps, week()),
    pass: (ms: number) => wait(ms),
    async decide(ticket: string, reviewer: string, minutes = 1, more: How = {}) {
      const { again = false, topics = [], rules = {} } = more;
      if (!again) {
        const found = aCase({ ticket, claim: `Kabar ${ticket}`, openedAt: clock.now() });
        const opened = { ...found, topics: [...topics] };
        const tips = [aTip({ case: found.id, ticket, at: clock.now() })];
        await store.cases.commit(aCaseCommit({ newCases: [opened], tips }));
      }
      await claim(deps, { ticket, reviewer });
      await wait(minutes * MINUTE);
      const verdict = { verdict: 'salah', summary: 'Pengelolanya sudah membantah.' } as const;
      const told = { ...verdict, url: 'https://sumber.example/cek' };
      const ruled = { ...deps, settings: { ...deps.settings, ...rules } };
      const done = await reply(ruled, { ticket, reviewer }, told);
      expect(done.type).toBe('done');
    },
  };
}

interface How {
  again?: boolean;
  topics?: readonly Topic[];
  rules?: Partial<Settings>;
}
