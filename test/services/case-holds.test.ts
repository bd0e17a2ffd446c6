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
