import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { mergeCases, splitCase } from '../../src/services/cases/merge-cases.ts';
import { openInMemory } from '../support/both-stores.ts';
import { aCase, aCaseCommit, aTip } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

/** A hold as evidence for some days. */
const held = (days: number) => {
  return { until: MORNING + days * 86_400_000, by: 'lia', reason: `Perkara ${days}` };
};

/** Open cases of two tips each. */
async function openCases(...cases: Case[]) {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const tips = cases.flatMap(({ id }) => [aTip({ case: id }), aTip({ case: id })]);
  await store.cases.commit(aCaseCommit({ newCases: cases, tips }));
  const deps = { store, clock: new VirtualClock(MORNING), randomBytes };
  return { deps, tips, holds: async () => (await store.cases.list('open', 9)).map(holdOf) };
}

const holdOf = ({ hold }: Case) => hold;

test('a tip that is taken out of a case held as evidence is held as long', async () => {
  const found = aCase({ hold: held(90) });
  const { deps, tips, holds } = await openCases(found);
  const [tip] = tips;
  await splitCase(deps, { ticket: found.ticket, tip: tip?.id ?? '', reviewer: 'rina' });
  expect(await holds()).toEqual([held(90), held(90)]);
});

test('of two cases that are merged, the hold that ends later stays', async () => {
  const [one, two, three] = [aCase({ hold: held(90) }), aCase({ hold: held(30) }), aCase()];
  const { deps, holds } = await openCases(one, two, three);
  const merge = (from: Case) =>
    mergeCases(deps, { from: from.ticket, into: two.ticket, reviewer: 'rina' });
  await merge(one);
  expect(await holds()).toContainEqual(held(90));
  await merge(three);
  expect(await holds()).toEqual([held(90)]);
});

test('a merge stands in the history of both cases, and gives neither a topic that none had', async () => {
  const [one, two] = [aCase({ claim: 'x' }), aCase({ claim: 'y' })];
  const { deps } = await openCases(one, two);
  await mergeCases(deps, { from: one.ticket, into: two.ticket, reviewer: 'rina' });
  const told = async ({ id }: Case) =>
    (await deps.store.cases.history(id)).map(({ what, by, of, at }) => [what, by, of, at]);
  expect(await told(one)).toEqual([['merged', 'rina', two.ticket, MORNING]]);
  expect(await told(two)).toEqual([['took-in', 'rina', one.ticket, MORNING]]);
  expect(await deps.store.cases.get(one.id)).toMatchObject({
    ...{ status: 'merged', mergedInto: two.id, decidedAt: MORNING },
    mergedTips: [expect.any(String), expect.any(String)],
  });
  expect(await deps.store.cases.tipsOf(two.id)).toHaveLength(4);
});

test('a split takes the tip that was named, and no other, into a case that is told', async () => {
  const found = aCase();
  const { deps, tips } = await openCases(found);
  const [first, second] = tips;
  const named = { ticket: found.ticket, tip: second?.id ?? '', reviewer: 'rina' };
  const done = await splitCase(deps, named);
  if (done.type !== 'done') throw new Error(done.message);
  const idsOf = async (id: string) => (await deps.store.cases.tipsOf(id)).map((tip) => tip.id);
  expect(await idsOf(done.case.id)).toEqual([second?.id]);
  expect(await idsOf(found.id)).toEqual([first?.id]);
  expect(done.case).toMatchObject({ status: 'open', claim: second?.text, openedAt: MORNING });
  expect(done.case.ticket).not.toBe(found.ticket);
  expect(await splitCase(deps, named)).toMatchObject({ type: 'problem' });
  expect(await splitCase(deps, { ...named, tip: first?.id ?? '' })).toMatchObject({
    type: 'problem',
  });
});

test('who overtakes a merge or a split does not have it done to something else', async () => {
  const [one, two] = [aCase(), aCase()];
  const { deps, tips } = await openCases(one, two);
  const { cases } = deps.store;
  let isOvertaken = true;
  const commit: typeof cases.commit = async (change) => {
    if (!isOvertaken) return cases.commit(change);
    isOvertaken = false;
    return 'stale';
  };
  const raced = new Proxy(cases, {
    get: (whole, name: keyof typeof cases) =>
      name === 'commit' ? commit : whole[name].bind(whole),
  });
  const racing = { ...deps, store: { ...deps.store, cases: raced } };
  const split = { ticket: one.ticket, tip: tips[0]?.id ?? '', reviewer: 'rina' };
  expect(await splitCase(racing, split)).toMatchObject({ type: 'problem' });
  isOvertaken = true;
  const merge = { from: one.ticket, into: two.ticket, reviewer: 'rina' };
  expect(await mergeCases(racing, merge)).toMatchObject({ type: 'done', case: { id: two.id } });
  expect(await cases.tipsOf(two.id)).toHaveLength(4);
});
