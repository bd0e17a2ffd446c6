import { expect, test } from 'vitest';
import { toPrint } from '../../../src/matching/file-prints.ts';
import { mergeCases } from '../../../src/services/cases/merge-cases.ts';
import { claimKey, learnWording, OpenCases } from '../../../src/services/cases/open-case-index.ts';
import { SimilarPairs } from '../../../src/services/cases/similar-pairs.ts';
import { aBareDesk } from '../../support/bare-desk.ts';
import { aCase, aCaseCommit, aTip } from '../../support/builders.ts';
import { seededNumbers } from '../../support/generate.ts';
import { MORNING } from '../../support/stage.ts';

const WATER = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const BANK = 'Semua bank tutup sebulan mulai besok dan uang tidak bisa ditarik';

/** A picture by its prints: another one for each seed, changed in some of its 32 bytes. */
function aPrint(seed: number, changed = 0) {
  const random = seededNumbers(seed);
  const byteAt = (at: number) => Math.floor(random() * 256) ^ (at < changed ? 0xff : 0);
  return { hashes: toPrint(Uint8Array.from({ length: 32 }, (_, at) => byteAt(at))) };
}

/** Cases of which each has a picture of its own that was read. */
async function desk(...claims: string[]) {
  const cases = claims.map((claim) => aCase({ claim, claimKey: claimKey(claim) }));
  const sha256 = (n: number) => String(n).repeat(64);
  const tips = cases.map((found, n) =>
    aTip({ case: found.id, text: found.claim, media: [{ sha256: sha256(n), mime: 'image/png' }] }),
  );
  const made = await aBareDesk([], { tips: [] });
  const { store } = made;
  for (const n of cases.keys()) {
    await store.media.keep(
      { sha256: sha256(n), mime: 'image/png', size: 1 },
      new Uint8Array([n]),
      1,
    );
    const kept = aPrint(n);
    await store.media.noteEvidence(sha256(n), { kind: 'picture', texts: [], asked: kept, kept });
  }
  await store.cases.commit(aCaseCommit({ newCases: cases, tips }));
  const openCases = new OpenCases(store.cases, store.media);
  await openCases.follow();
  return { ...made, cases, tips, openCases };
}

test('a picture without words finds the open case that it came with, and another picture none', async () => {
  const { cases, openCases } = await desk(WATER, BANK);
  expect((await openCases.find('', [aPrint(1)]))?.id).toBe(cases[1]?.id);
  expect(await openCases.find('', [aPrint(9)])).toBeUndefined();
  expect(await openCases.find('')).toBeUndefined();
});

test('a picture that only resembles one joins no case', async () => {
  const { cases, openCases } = await desk(WATER);
  expect((await openCases.find('', [aPrint(0, 3)]))?.id).toBe(cases[0]?.id);
  expect(await openCases.find('', [aPrint(0, 5)])).toBeUndefined();
});

test('the same picture under other words is another claim, under silent or the same words the same', async () => {
  const { cases, openCases } = await desk(WATER, '');
  expect(await openCases.find(BANK, [aPrint(0)])).toBeUndefined();
  expect((await openCases.find(`Min, ${WATER}`, [aPrint(0)]))?.id).toBe(cases[0]?.id);
  expect((await openCases.find('Benarkah?', [aPrint(0)]))?.id).toBe(cases[0]?.id);
  expect((await openCases.find(BANK, [aPrint(1)]))?.id).toBe(cases[1]?.id);
});

test('a picture leads to the case that its own was merged into, and to none that was closed', async () => {
  const { cases, deps, openCases, set } = await desk(WATER, BANK);
  const [from, into] = cases;
  if (!from || !into) throw new Error('there are two cases');
  await mergeCases(deps, { from: from.ticket, into: into.ticket, reviewer: 'rina' });
  expect((await openCases.find('', [aPrint(0)]))?.id).toBe(into.id);
  await set(into, { status: 'closed', closing: 'spam', decidedAt: MORNING });
  expect(await openCases.find('', [aPrint(1)])).toBeUndefined();
  await openCases.follow();
  expect(await openCases.find('', [aPrint(1)])).toBeUndefined();
  await set(into, { status: 'open' });
  await openCases.follow();
  expect((await openCases.find('', [aPrint(1)]))?.id).toBe(into.id);
});

test('a tip is news of a case by a file or by words that it is not found by yet', async () => {
  const { cases, tips, openCases } = await desk(WATER);
  const [found] = cases;
  const tip = (text: string) => aTip({ case: found?.id ?? '', text });
  expect(openCases.isNews(tip(WATER))).toBe(false);
  expect(openCases.isNews(tip(`${WATER}!!`))).toBe(false);
  expect(openCases.isNews(tip(BANK))).toBe(true);
  expect(openCases.isNews({ ...tip(WATER), media: tips[0]?.media ?? [] })).toBe(true);
  expect(openCases.isNews(aTip({ case: 'none', text: BANK }))).toBe(true);
});

test('a case learns eight wordings, each once, and none that says nothing', () => {
  const wordings = [WATER];
  expect(learnWording(wordings, WATER.toUpperCase())).toBe(false);
  expect(learnWording(wordings, '')).toBe(false);
  const learned = Array.from({ length: 9 }, (_, n) => learnWording(wordings, `${BANK} ${n + 1}`));
  expect(learned).toEqual([...Array.from({ length: 7 }, () => true), false, false]);
  expect(wordings).toHaveLength(8);
});

test('what changed is taken in page by page, up to the last change', async () => {
  const { store, openCases } = await desk();
  const many = Array.from({ length: 251 }, (_, n) => aCase({ claim: `Kabar nomor ${n}` }));
  const tips = many.map(({ id, claim }) => aTip({ case: id, text: claim }));
  await store.cases.commit(aCaseCommit({ newCases: many, tips }));
  await openCases.follow();
  expect(openCases.seen()).toBe(await store.cases.lastChange());
  const [last] = many.slice(-1);
  expect(openCases.near({ id: 'x', claim: last?.claim ?? '' }).length).toBeGreaterThan(0);
  const afresh = new OpenCases(store.cases);
  await afresh.load();
  expect(afresh.near({ id: 'x', claim: last?.claim ?? '' }).length).toBeGreaterThan(0);
});

test('cases that look alike are paired as they are looked at, so many at a time, and parted as they change', () => {
  const alike: Record<string, string[]> = { a: ['b'], b: ['a'], c: ['d'], d: ['c'] };
  const asked: string[] = [];
  const pairs = new SimilarPairs((id) => {
    asked.push(id);
    return alike[id];
  });
  pairs.compare(['a', 'x'], 1);
  expect([asked, [...pairs.of('a')], [...pairs.of('b')]]).toEqual([['a'], ['b'], ['a']]);
  pairs.note('c');
  pairs.compare(['a'], 9);
  expect(asked).toEqual(['a', 'b', 'c']);
  expect([...pairs.of('d')]).toEqual(['c']);
  pairs.forget('a');
  expect([[...pairs.of('a')], [...pairs.of('b')]]).toEqual([[], []]);
  alike.c = [];
  pairs.note('c');
  expect([...pairs.of('d')]).toEqual([]);
});
