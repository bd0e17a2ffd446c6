import { describe, expect, test } from 'vitest';
import type { Case } from '../../../src/domain/cases/case.ts';
import { chooseWordings, listWordings } from '../../../src/services/cases/choose-wordings.ts';
import { compareFactCheck } from '../../../src/services/cases/compare-fact-check.ts';
import { approve, attachFactCheck, sendBack } from '../../../src/services/cases/decide-case.ts';
import { aBareDesk, SOURCE } from '../../support/bare-desk.ts';
import { aCase, aCaseCommit, aFactCheck, aTip } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
const WATER = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const BANK = 'Semua bank tutup sebulan mulai besok dan uang tidak bisa ditarik';

const by = (reviewer: string, { ticket }: Pick<Case, 'ticket'>) => ({ ticket, reviewer });

describe('a fact-check that is attached', () => {
  const known = aFactCheck({ id: 'f1', title: WATER, narratives: [WATER], summary: 'Aman saja.' });
  const ready = async (found: Case, settings: object = {}, factCheck = known) => {
    const desk = await aBareDesk([found], settings);
    await desk.store.factChecks.save([factCheck]);
    return desk;
  };

  test('settles a case that asks the same, with how sure that is', async () => {
    const found = aCase({ claim: WATER });
    const { deps, did, get, events, told } = await ready(found);
    expect((await attachFactCheck(deps, by('rina', found), 'f1')).type).toBe('done');
    expect(await get(found)).toMatchObject({ status: 'published', factCheck: 'f1' });
    expect(await did(found)).toEqual(['rina attached f1']);
    expect(await told()).toMatchObject([{ news: 'verdict', factCheck: 'f1', version: 1 }]);
    const { details } = (await events())[0] ?? {};
    expect(details).toMatchObject({ attached: 'f1', before: 'none', verdict: 'salah' });
    expect(details).toMatchObject({ differences: 0 });
    expect(details?.percent).toBeGreaterThan(90);
    expect(details?.percent).toBeLessThanOrEqual(100);
    expect(details).not.toHaveProperty('reason');
  });

  test('is not one that is gone, withdrawn or unlike without a reason', async () => {
    const found = aCase({ claim: BANK });
    const { deps, get, store, events } = await ready(found);
    const attach = (id: string, agreed = {}) =>
      attachFactCheck(deps, by('rina', found), id, agreed);
    expect(await attach('none')).toMatchObject({ why: 'no-fact-check' });
    expect(await attach('f1')).toMatchObject({ why: 'unlike' });
    expect(await attach('f1', { reason: 'Sama persis' })).toMatchObject({ why: 'differs' });
    const key = (await compareFactCheck(deps, found, 'f1'))?.key;
    expect(await attach('f1', { confirmed: key })).toMatchObject({ why: 'unlike' });
    await store.factChecks.save([{ ...known, retracted: 'keliru', version: 2 }]);
    expect(await attach('f1', { confirmed: key, reason: 'Sama persis' })).toMatchObject({
      why: 'no-fact-check',
    });
    await store.factChecks.save([{ ...known, version: 3 }]);
    const now = (await compareFactCheck(deps, found, 'f1'))?.key;
    expect(now).not.toBe(key);
    const reason = `  Sama persis ${'x'.repeat(400)}`;
    expect((await attach('f1', { confirmed: now, reason })).type).toBe('done');
    expect((await events())[0]?.details?.reason).toBe(reason.trim().slice(0, 300));
    expect((await get(found)).factCheck).toBe('f1');
  });

  test('keeps the draft while it can be undone, and learns no words before', async () => {
    const draft = { by: 'rina', at: 1, summary: 'Sudah kutulis' };
    const found = aCase({ claim: WATER, draft });
    const { deps, get, store } = await ready(found, { undoMs: MINUTE });
    await attachFactCheck(deps, by('rina', found), 'f1');
    expect(await get(found)).toMatchObject({ draft: { summary: 'Sudah kutulis' } });
    expect((await store.factChecks.get('f1'))?.narratives).toEqual([WATER]);
    const other = aCase({ claim: WATER, draft });
    const quick = await ready(other);
    await attachFactCheck(quick.deps, by('rina', other), 'f1');
    expect((await quick.get(other)).draft).toBeUndefined();
  });

  test('is proposed where two are needed, and holds only in the version that was proposed', async () => {
    const found = aCase({ claim: WATER, topics: ['money'] });
    const { deps, did, get, store, events } = await ready(found, { secondPerson: ['money'] });
    await attachFactCheck(deps, by('rina', found), 'f1');
    expect((await get(found)).proposal).toMatchObject({
      ...{ by: 'rina', at: MORNING, attach: { id: 'f1', version: 1 } },
      decision: { verdict: 'salah', title: WATER, summary: 'Aman saja.' },
    });
    await store.factChecks.save([{ ...known, version: 2 }]);
    expect(await approve(deps, by('budi', found))).toMatchObject({ why: 'no-fact-check' });
    await sendBack(deps, by('budi', found), 'lagi');
    await attachFactCheck(deps, by('rina', found), 'f1');
    expect((await approve(deps, by('budi', found))).type).toBe('done');
    expect((await did(found)).at(-1)).toBe('budi attached f1');
    const details = { attached: 'f1', before: 'none', verdict: 'salah', proposed: 'rina' };
    expect((await events())[0]).toMatchObject({ what: 'seconded', details });
  });

  test('without a summary that is long enough is proposed under its title', async () => {
    const found = aCase({ claim: WATER, topics: ['money'] });
    const short = { ...known, summary: 'Ya.', url: SOURCE };
    const { deps, get } = await ready(found, { secondPerson: ['money'] }, short);
    await attachFactCheck(deps, by('rina', found), 'f1');
    expect((await get(found)).proposal?.decision).toEqual({
      ...{ verdict: 'salah', title: WATER, summary: `Cek fakta: ${WATER}`, url: SOURCE },
    });
  });

  test('in an exercise closes the case, and tells no verdict', async () => {
    const found = aCase({ claim: WATER, ticket: 'LATIHAN-AB2C' });
    const { deps, get } = await ready(found);
    await attachFactCheck(deps, by('rina', found), 'f1');
    expect(await get(found)).toMatchObject({ status: 'closed', closing: 'rehearsed' });
  });
});

test('a reviewer says which wordings lead to the verdict, and takes that back', async () => {
  const found = aCase({ claim: WATER });
  const { deps, get } = await aBareDesk([found]);
  const choose = (take: string[], leave: string[]) =>
    chooseWordings(deps, by('rina', found), { take, leave });
  await choose(['a', 'b'], ['c', 'a']);
  expect((await get(found)).wordings).toEqual({ taken: ['a', 'b'], left: ['c'] });
  await choose(['c'], ['a']);
  expect((await get(found)).wordings).toEqual({ taken: ['b', 'c'], left: ['a'] });
  const many = Array.from({ length: 201 }, (_, n) => `k${n}`);
  await choose(many, []);
  expect((await get(found)).wordings?.taken).toEqual(many.slice(1));
  await choose([], many);
  expect((await get(found)).wordings?.left).toEqual(many.slice(1));
});

test('the wordings that a verdict would bring are those of its own tips, or what a fact-check lacks', async () => {
  const found = aCase({ claim: WATER });
  const { deps, store } = await aBareDesk([found]);
  const said = `${WATER}, kata tetangga saya kemarin`;
  await store.cases.commit(aCaseCommit({ tips: [aTip({ case: found.id, text: said })] }));
  await store.factChecks.save([aFactCheck({ id: 'f1', title: said, narratives: [said] })]);
  const texts = async (about = {}) =>
    (await listWordings(deps, found.ticket, about)).map(({ text }) => text);
  expect(await texts()).toContain(said);
  expect(await texts({ title: said })).not.toContain(said);
  expect(await texts({ factCheck: 'f1' })).toEqual([WATER]);
  expect(await texts({ factCheck: 'none' })).toEqual([]);
  expect(await listWordings(deps, 'NONE')).toEqual([]);
});
