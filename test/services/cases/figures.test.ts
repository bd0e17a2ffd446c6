import { describe, expect, test } from 'vitest';
import type { Case } from '../../../src/domain/cases/case.ts';
import type { HistoryEntry } from '../../../src/ports/commit.ts';
import { countThreats } from '../../../src/services/cases/count-threats.ts';
import {
  checkDecision,
  drawDecided,
  drawWeeks,
  figuresByReviewer,
  lastWeeks,
  sampleFor,
  tallyChecks,
} from '../../../src/services/cases/quality.ts';
import { readReviewerStats } from '../../../src/services/cases/reviewer-stats.ts';
import { aBareDesk } from '../../support/bare-desk.ts';
import { aCase, aCaseCommit, aFactCheck, aTip } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = 7 * 24 * HOUR;
const [LAST = 0, BEFORE = 0] = lastWeeks(MORNING);
const YES = { verdict: 'yes', sources: 'yes', words: 'yes', note: '', week: String(LAST) };

type Deed = readonly [by: string, what: string, minute: number, of?: string];

/** A case that was published at a time, after what was done to it. */
function decided(ticket: string, decidedAt: number, ...deeds: Deed[]) {
  const status = 'published' as const;
  const found = aCase({ ticket, status, decidedAt, factCheck: `posko-${ticket.toLowerCase()}` });
  const history = deeds.map(([by, what, minute, of]): HistoryEntry => {
    return { case: found.id, at: decidedAt + minute * MINUTE, by, what, ...(of && { of }) };
  });
  return { found, history };
}

async function aDeskOf(all: readonly ReturnType<typeof decided>[], settings = {}) {
  const desk = await aBareDesk([], settings);
  const newCases = all.map(({ found }) => found);
  const history = all.flatMap((each) => each.history);
  await desk.store.cases.commit(aCaseCommit({ newCases, history }));
  return desk;
}

const tickets = (drawn: readonly { case: Case }[]) => drawn.map((each) => each.case.ticket);

describe('the decisions of a week', () => {
  test('are those published in it, each with who gave it and how long it took', async () => {
    const desk = await aDeskOf([
      decided('K2', LAST, ['budi', 'claimed', -9], ['budi', 'published', 0]),
      decided('K3', LAST + WEEK - 1, ['rina', 'published', 0]),
      decided('K4', LAST - 1, ['rina', 'published', 0]),
      decided('K5', LAST + WEEK, ['rina', 'published', 0]),
    ]);
    const closed = aCase({ ticket: 'K6', status: 'closed', closing: 'spam', decidedAt: LAST });
    await desk.store.cases.commit(aCaseCommit({ newCases: [closed] }));
    const drawn = await drawDecided(desk.deps, LAST);
    expect(tickets(drawn).toSorted()).toEqual(['K2', 'K3']);
    const work = Object.fromEntries(drawn.map((each) => [each.by, each.workMs]));
    expect(work).toEqual({ budi: 9 * MINUTE, rina: undefined });
    const [[, first], [, second]] = (await drawWeeks(desk.deps)).map(({ week, decided: of }) => [
      ...[week, tickets(of).toSorted()],
    ]) as [[number, string[]], [number, string[]]];
    expect([first, second]).toEqual([['K2', 'K3'], ['K4']]);
  });

  test('are the work of who proposed what another published, and of who claimed before', async () => {
    const desk = await aDeskOf([
      decided(
        'K2',
        LAST,
        ...([
          ['wati', 'claimed', -50],
          ['budi', 'claimed', -40],
          ['budi', 'claimed', -30],
          ['budi', 'proposed', -20],
          ['rina', 'claimed', -5],
          ['rina', 'published', 0],
          ['budi', 'claimed', 5],
        ] as const),
      ),
      decided(
        'K3',
        LAST,
        ...([
          ['budi', 'proposed', -20],
          ['rina', 'sent-back', -9],
          ['wati', 'claimed', -7],
          ['wati', 'attached', 0],
        ] as const),
      ),
    ]);
    const drawn = await drawDecided(desk.deps, LAST);
    const of = (ticket: string) => drawn.find((each) => each.case.ticket === ticket);
    expect(of('K2')).toMatchObject({ by: 'budi', workMs: 10 * MINUTE, deciders: ['budi', 'rina'] });
    expect(of('K3')).toMatchObject({ by: 'wati', workMs: 7 * MINUTE, deciders: ['budi', 'wati'] });
  });

  test('say what was taken back and what was corrected', async () => {
    const desk = await aDeskOf([
      decided('K2', LAST, ['budi', 'taken-back', -9], ['budi', 'published', 0]),
      decided('K3', LAST, ['budi', 'published', 0]),
      decided('K4', LAST, ['rina', 'attached', 0]),
    ]);
    const { store, deps } = desk;
    await desk.set(await byTicket(desk, 'K4'), { factCheck: 'f1' });
    await store.factChecks.save([
      aFactCheck({ id: 'posko-k3', version: 2 }),
      aFactCheck({ id: 'posko-k2', version: 1 }),
      aFactCheck({ id: 'f1', version: 3 }),
    ]);
    const figures = figuresByReviewer(await drawDecided(deps, LAST));
    const none = { checked: 0, shares: [undefined, undefined, undefined], workMs: undefined };
    expect(figures).toEqual([
      { name: 'budi', decided: 2, again: 1, corrected: 1, ...none },
      { name: 'rina', decided: 1, again: 0, corrected: 0, ...none },
    ]);
  });

  test('are drawn by lots that nobody can choose: the same for all, others in another week', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `K${n + 20}`);
    const on = (week: number) => names.map((name) => decided(name, week, ['budi', 'published', 0]));
    const [desk, other] = [await aDeskOf(on(LAST)), await aDeskOf(on(BEFORE))];
    const order = tickets(await drawDecided(desk.deps, LAST));
    expect(order.toSorted()).toEqual(names);
    expect(order).not.toEqual(names);
    expect(tickets(await drawDecided(desk.deps, LAST))).toEqual(order);
    expect(tickets(await drawDecided(desk.deps, LAST, { most: 3 }))).toEqual(order.slice(0, 3));
    const before = tickets(await drawDecided(other.deps, BEFORE));
    expect(before.toSorted()).toEqual(names);
    expect(before).not.toEqual(order);
    const [week] = await drawWeeks(desk.deps);
    expect(week?.decided).toHaveLength(12);
  });
});

async function byTicket({ store }: Awaited<ReturnType<typeof aBareDesk>>, ticket: string) {
  return (await store.cases.byTicket(ticket)) ?? aCase();
}

describe('what an editor looks at again', () => {
  const three = () => [
    decided('K2', LAST, ['budi', 'published', 0]),
    decided('K3', LAST, ['sari', 'proposed', -9], ['budi', 'published', 0]),
    decided('K4', LAST, ['budi', 'published', 0]),
  ];

  test('is as much as is set, without what they had a hand in', async () => {
    const { deps } = await aDeskOf(three(), { qualitySample: 2 });
    const drawn = await drawDecided(deps, LAST);
    expect(await sampleFor(deps, 'rina', drawn)).toHaveLength(2);
    expect(await sampleFor(deps, 'budi', drawn)).toEqual([]);
    expect(tickets(await sampleFor(deps, 'sari', drawn)).toSorted()).toEqual(['K2', 'K4']);
  });

  test('takes one whole answer of each editor, with what they say masked and short', async () => {
    const desk = await aDeskOf(three(), { qualitySample: 2 });
    const sample = tickets(await sampleFor(desk.deps, 'rina', await drawDecided(desk.deps, LAST)));
    const [ticket = ''] = sample;
    const other = ['K2', 'K3', 'K4'].find((each) => !sample.includes(each)) ?? '';
    const check = (changes = {}, of = ticket, reviewer = 'rina') =>
      checkDecision(desk.deps, { ticket: of, reviewer }, { ...YES, ...changes });
    for (const wrong of [{ words: '' }, { verdict: 'maybe' }, { week: '7' }, { week: 'x' }]) {
      expect(await check(wrong)).toBe(false);
    }
    expect(await check({}, other)).toBe(false);
    expect(await check({}, ticket, 'budi')).toBe(false);
    const note = `  Hubungi 081234567890 ${'x '.repeat(700)}`;
    expect(await check({ words: 'no', note })).toBe(true);
    expect(await check({})).toBe(true);
    const found = await byTicket(desk, ticket);
    const checks = (await desk.store.cases.history(found.id)).filter(
      (each) => each.what === 'checked',
    );
    expect(checks).toMatchObject([{ by: 'rina', of: 'verdict sources' }]);
    expect(checks[0]?.words).toMatch(/^Hubungi \[/);
    expect(checks[0]?.words?.length).toBeLessThan(1010);
    const again = await drawDecided(desk.deps, LAST);
    expect(tallyChecks(again)).toEqual({ checked: 1, shares: [1, 1, 0] });
    expect(tallyChecks([])).toEqual({ checked: 0, shares: [undefined, undefined, undefined] });
  });

  test('takes an answer without a note as one without words', async () => {
    const desk = await aDeskOf(three(), { qualitySample: 9 });
    const found = await byTicket(desk, 'K2');
    const { note: _, ...bare } = YES;
    await checkDecision(desk.deps, { ticket: 'K2', reviewer: 'rina' }, bare);
    const [, check] = await desk.store.cases.history(found.id);
    expect(check).toMatchObject({ what: 'checked', of: 'verdict sources words' });
    expect(check?.words).toBeUndefined();
  });
});

test('the day of a reviewer: what they decided, how long it took, and how the queue stands', async () => {
  const at = (minute: number) => MORNING - 8 * HOUR + minute * MINUTE;
  const own = (ticket: string, minute: number, ...deeds: Deed[]) => {
    const done = decided(ticket, at(minute), ...deeds);
    return { ...done, found: { ...done.found, openedAt: at(0) } };
  };
  const desk = await aDeskOf([
    own('K2', 30, ['rina', 'claimed', -30], ['rina', 'claimed', -10], ['rina', 'published', 0]),
    own('K3', 40, ['budi', 'claimed', -20], ['rina', 'attached', 0]),
    own('K4', 50, ['rina', 'claimed', -9], ['rina', 'published', -5], ['budi', 'closed', 0]),
    own('K5', 20, ['rina', 'closed', 0], ['rina', 'checked', 1]),
    own('K6', -1, ['rina', 'published', 0]),
  ]);
  const waiting = [
    aCase({ openedAt: MORNING - 30 * HOUR }),
    aCase({ openedAt: MORNING - HOUR }),
    aCase({ ticket: 'LATIHAN-AB2C', openedAt: MORNING - 99 * HOUR }),
  ];
  await desk.store.cases.commit(aCaseCommit({ newCases: waiting }));
  expect(await readReviewerStats(desk.deps, 'rina')).toEqual({
    ...{ decided: 3, decidedByAll: 4, open: 2, late: 1, oldestMs: 30 * HOUR },
    ...{ medianWorkMs: 0, medianWaitMs: 30 * MINUTE },
  });
  expect(await readReviewerStats(desk.deps, 'budi')).toMatchObject({
    ...{ decided: 1, medianWorkMs: 0, medianWaitMs: 50 * MINUTE },
  });
  const idle = await aBareDesk();
  expect(await readReviewerStats(idle.deps, 'rina')).toMatchObject({ oldestMs: 0, open: 0 });
});

test('what was guessed is counted against what reviewers said, the most often first', async () => {
  const guess = { threat: 'penipuan' as const, certainty: 0.9, signs: [], words: [] };
  const said = (threat: Case['threat'], changes = {}) =>
    aCase({ ...(threat && { threat }), ...changes });
  const cases = [
    ...[said('biasa'), said('biasa'), said('biasa'), said('penipuan'), said('penipuan')],
    ...[said('kekerasan'), said(undefined), said('biasa', { ticket: 'LATIHAN-AB2C' })],
    said('biasa'),
  ];
  const tips = cases.map((found, n) => {
    const triage = n < 5 ? { triage: guess } : {};
    return aTip({ case: found.id, text: n === 8 ? '' : 'kata', ...triage });
  });
  const { deps } = await aBareDesk(cases, { tips });
  expect(await countThreats(deps)).toEqual([
    { guess: 'penipuan', said: 'biasa', cases: 3 },
    { guess: 'penipuan', said: 'penipuan', cases: 2 },
    { guess: 'biasa', said: 'kekerasan', cases: 1 },
  ]);
});
