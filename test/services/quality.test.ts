import { expect, test } from 'vitest';
import { takeBack } from '../../src/services/cases/case-actions.ts';
import { claim, reply } from '../../src/services/cases/decide-case.ts';
import {
  checkDecision,
  drawDecided,
  figuresByReviewer,
  lastWeek,
  sampleFor,
  tallyChecks,
} from '../../src/services/cases/quality.ts';
import { viewCase } from '../../src/services/cases/queue.ts';
import { correctFactCheck } from '../../src/services/fact-checks/correct-fact-check.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aCase, aCaseCommit, aMasterKey, aPost, aTip } from '../support/builders.ts';

const WEEK = 7 * 86_400_000;
const MINUTE = 60_000;
const YES = { verdict: 'yes', sources: 'yes', words: 'yes', note: '' };

test('the last whole week begins on a Monday of Jakarta', () => {
  const monday = Date.parse('2026-11-23T00:00:00+07:00');
  expect(lastWeek(monday)).toBe(monday - WEEK);
  expect(lastWeek(monday - 1)).toBe(monday - 2 * WEEK);
  expect(lastWeek(monday + 3 * 86_400_000, 1)).toBe(monday - 2 * WEEK);
});

test('everyone draws the same decisions, but for their own', async () => {
  const { deps, decide, pass } = await aDesk({ qualitySample: 3 });
  for (let n = 0; n < 8; n += 1) await decide(`K${n + 2}A`, n % 2 ? 'Rina' : 'Budi');
  expect(await sampleFor(deps, 'Sari')).toEqual([]);
  await pass(WEEK);
  const tickets = async (editor: string) =>
    (await sampleFor(deps, editor)).map((each) => each.case.ticket);
  const drawn = await drawDecided(deps, lastWeek(deps.clock.now()));
  const order = drawn.map((each) => each.case.ticket);
  expect(order).toHaveLength(8);
  expect(order).not.toEqual(order.toSorted());
  expect(await tickets('Sari')).toEqual(order.slice(0, 3));
  expect(await tickets('Wati')).toEqual(order.slice(0, 3));
  const ofBudi = drawn.filter(({ by }) => by === 'Budi').map((each) => each.case.ticket);
  expect(await tickets('Rina')).toEqual(ofBudi.slice(0, 3));
});

test('a check stands once for each editor, only for what was drawn, and is on no page of the case', async () => {
  const { deps, decide, pass } = await aDesk({ qualitySample: 1 });
  await decide('K2A', 'Budi');
  await decide('K3A', 'Sari');
  await pass(WEEK);
  const by = (ticket: string, reviewer = 'Sari') => ({ ticket, reviewer });
  expect(await checkDecision(deps, by('K3A'), YES)).toBe(false);
  expect(await checkDecision(deps, by('K2A'), { ...YES, words: '' })).toBe(false);
  expect(await checkDecision(deps, by('K2A'), { ...YES, sources: 'no' })).toBe(true);
  const note = 'Hubungi 081234567890 untuk sumbernya.';
  expect(await checkDecision(deps, by('K2A'), { ...YES, verdict: 'no', note })).toBe(true);
  const drawn = await drawDecided(deps, lastWeek(deps.clock.now()));
  expect(tallyChecks(drawn)).toEqual({ checked: 1, shares: [0, 1, 1] });
  const [check] = drawn.flatMap(({ checks }) => checks);
  expect(check?.words).not.toContain('081234567890');
  const view = await viewCase(deps, 'K2A');
  expect(view?.history.map(({ what }) => what)).toEqual(['claimed', 'published']);
});

test('figures tell by reviewer how much was decided, how long it took, and what was done again', async () => {
  const { deps, decide, pass } = await aDesk({ undoMs: 5 * MINUTE });
  await decide('K2A', 'Budi', 10);
  await decide('K3A', 'Budi', 20);
  await takeBack(deps, { ticket: 'K3A', reviewer: 'Budi' });
  await decide('K3A', 'Budi', 30, 'again');
  await decide('K4A', 'Rina', 5);
  await pass(WEEK);
  const week = lastWeek(deps.clock.now());
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

async function aDesk(settings: { qualitySample?: number; undoMs?: number }) {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  const { deps, clock, wait } = await aPost(store, { settings });
  return {
    deps,
    pass: (ms: number) => wait(ms),
    async decide(ticket: string, reviewer: string, minutes = 1, again = '') {
      if (!again) {
        const found = aCase({ ticket, claim: `Kabar ${ticket}`, openedAt: clock.now() });
        const tips = [aTip({ case: found.id, ticket, at: clock.now() })];
        await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
      }
      await claim(deps, { ticket, reviewer });
      await wait(minutes * MINUTE);
      const verdict = { verdict: 'salah', summary: 'Pengelolanya sudah membantah.' } as const;
      const told = { ...verdict, url: 'https://sumber.example/cek' };
      const done = await reply(deps, { ticket, reviewer }, told);
      expect(done.type).toBe('done');
    },
  };
}
