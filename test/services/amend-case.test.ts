import { expect, onTestFinished, test } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import * as amend from '../../src/services/cases/amend-case.ts';
import type { CaseDeps } from '../../src/services/cases/case-deps.ts';
import { openInMemory } from '../support/both-stores.ts';
import { aCase, aCaseCommit, aFactCheck, aTip } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;
const DRAFT = { summary: 'Tidak ada sabun di galon itu.' };

/** A case that rina holds until a minute from now, with one tip; what became of it, and what is written down. */
async function openCase(changes: Partial<Case> = {}) {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const lease = { by: 'rina', until: MORNING + 60_000, fence: 3 };
  const found = aCase({ ticket: 'K7Q2', lease, fence: 3, ...changes });
  const tips = [aTip({ case: found.id, text: 'Transfer dulu ke panitia bansos' })];
  await store.cases.commit(
    aCaseCommit({ newCases: [found], tips, factChecks: [aFactCheck({ id: 'f' })] }),
  );
  const clock = { now: () => MORNING, at: () => () => {} };
  const deps = { store, clock, index: { follow: async () => {} } } as unknown as CaseDeps;
  const as = (reviewer: string, fence?: number) => ({ ticket: 'K7Q2', reviewer, fence });
  return {
    deps,
    as,
    rina: as('rina'),
    now: () => store.cases.get(found.id),
    history: async () =>
      (await store.cases.history(found.id)).map(({ what, by, of }) => [what, by, of]),
    audit: async () =>
      (await store.audit.list(9)).map(({ what, by, of, details }) => [what, by, of, details]),
  };
}

test('a draft is kept for who holds the case, and only under the lease that they hold', async () => {
  const { deps, as, rina, now } = await openCase();
  const refused = { type: 'refused', why: 'not-held' };
  expect(await amend.saveDraft(deps, as('budi'), DRAFT)).toEqual(refused);
  expect(await amend.saveDraft(deps, as('rina', 2), DRAFT)).toEqual(refused);
  expect(await amend.saveDraft(deps, as('rina', 3), DRAFT)).toMatchObject({ type: 'done' });
  await amend.saveDraft(deps, rina, { title: 'Galon' });
  expect((await now())?.draft).toEqual({ ...DRAFT, title: 'Galon', by: 'rina', at: MORNING });
});

test('a case sleeps for who holds it or for anybody while it is free, and wakes again', async () => {
  const { deps, as, rina, now, history } = await openCase();
  const until = MORNING + DAY;
  expect(await amend.snooze(deps, as('budi'), until)).toEqual({ type: 'refused', why: 'not-held' });
  await amend.snooze(deps, rina, until);
  expect(await now()).toMatchObject({ snoozedUntil: until });
  expect((await now())?.lease).toBeUndefined();
  await amend.wakeCase(deps, as('budi'));
  expect((await now())?.snoozedUntil).toBeUndefined();
  expect(await amend.snooze(deps, as('budi'), until)).toMatchObject({ type: 'done' });
  expect((await history()).map(([what, by]) => [what, by])).toEqual([
    ['snoozed', 'rina'],
    ['woken', 'budi'],
    ['snoozed', 'budi'],
  ]);
});

test('a case is given to one, and back to all', async () => {
  const { deps, rina, now, history } = await openCase();
  await amend.assign(deps, rina, 'budi');
  expect((await now())?.assignee).toBe('budi');
  await amend.assign(deps, rina, undefined);
  expect(await now()).not.toHaveProperty('assignee');
  expect(await history()).toEqual([
    ['assigned', 'rina', 'budi'],
    ['unassigned', 'rina', undefined],
  ]);
});

test('tags are short words, each once, ten at most', async () => {
  const { deps, rina, now } = await openCase();
  await amend.setTags(deps, rina, [' Galon', 'galon ', '', 'x'.repeat(50)]);
  expect((await now())?.tags).toEqual(['galon', 'x'.repeat(40)]);
  await amend.setTags(
    deps,
    rina,
    Array.from({ length: 12 }, (_, n) => `t${n}`),
  );
  expect((await now())?.tags).toHaveLength(10);
});

test('what a reviewer says of threat and urgency counts, and is written down beside the guess', async () => {
  const { deps, rina, now, audit } = await openCase();
  await amend.sayThreat(deps, rina, 'penipuan');
  await amend.sayUrgency(deps, rina, 'life');
  expect(await now()).toMatchObject({ threat: 'penipuan', urgency: 'life' });
  expect(await audit()).toEqual([
    ['urgency-said', 'rina', 'K7Q2', { guess: 'usual', urgency: 'life' }],
    ['threat-said', 'rina', 'K7Q2', { guess: 'biasa', threat: 'penipuan' }],
  ]);
});

test('a hold lasts as many days as it was said, in any state, and ends by none', async () => {
  const { deps, rina, now, audit } = await openCase({
    status: 'closed',
    closing: 'spam',
    decidedAt: MORNING,
  });
  const given = { days: 30, reason: 'Surat penyidik' };
  expect(await amend.assign(deps, rina, 'budi')).toEqual({ type: 'decided', status: 'closed' });
  await amend.holdCase(deps, rina, given);
  expect((await now())?.hold).toEqual({
    until: MORNING + 30 * DAY,
    by: 'rina',
    reason: given.reason,
  });
  await amend.holdCase(deps, rina, { days: 0, reason: 'Selesai' });
  expect(await now()).not.toHaveProperty('hold');
  expect((await audit()).map(([what, , , details]) => [what, details])).toEqual([
    ['case-held', { days: 0 }],
    ['case-held', { days: 30 }],
  ]);
});

test('a file is taken out of the claim once, and back in', async () => {
  const { deps, rina, now, history } = await openCase();
  for (const file of ['a', 'b', 'a']) await amend.excludeFile(deps, rina, { file, apart: true });
  expect((await now())?.apart).toEqual(['b', 'a']);
  await amend.excludeFile(deps, rina, { file: 'b', apart: false });
  expect((await now())?.apart).toEqual(['a']);
  await amend.excludeFile(deps, rina, { file: 'a', apart: false });
  expect(await now()).not.toHaveProperty('apart');
  expect((await history()).map(([what]) => what)).toEqual([
    ...['file-apart', 'file-apart', 'file-apart', 'file-back', 'file-back'],
  ]);
});

test('what was called another claim is named by its title, and all of it is forgotten at once', async () => {
  const { deps, rina, now, history } = await openCase();
  for (const id of ['f', 'T9', 'f']) await amend.sayUnlike(deps, rina, { id });
  expect((await now())?.unlike).toEqual(['T9', 'f']);
  await amend.sayUnlike(deps, rina, {});
  expect(await now()).not.toHaveProperty('unlike');
  expect(await history()).toEqual([
    ['unlike-said', 'rina', 'Bank tidak tutup sebulan'],
    ['unlike-said', 'rina', 'T9'],
    ['unlike-said', 'rina', 'Bank tidak tutup sebulan'],
    ['unlike-forgotten', 'rina', undefined],
  ]);
});

test('a change of a case that nobody knows changes nothing', async () => {
  const { deps } = await openCase();
  const action = { ticket: 'ZZZZ', reviewer: 'rina' };
  expect(await amend.setTags(deps, action, ['x'])).toEqual({ type: 'unknown' });
});
