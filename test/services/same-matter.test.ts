import { describe, expect, test } from 'vitest';
import type { Tip } from '../../src/domain/cases/case.ts';
import { joinMatter, MOST_JOINED } from '../../src/services/partners/join-matter.ts';
import { findReferral, saveReferral } from '../../src/services/partners/referrals.ts';
import { aCase, aCaseCommit, aTip } from '../support/builders.ts';
import { openPartners } from '../support/report-at-desk.ts';

/** Two cases, each with a tip and a referral; the second is looked at after the first. */
async function openTwo(first: Partial<Tip>, second: Partial<Tip>, changes: object = {}) {
  const { store, deps, time } = await openPartners();
  const base = { revision: 0, organisation: 'bawaslu', answerMs: 1, told: 0, escalations: 0 };
  const rest = { ...base, threat: 'penipuan' as const, parcels: [], heard: [] };
  const refer = async (reference: string, told: Partial<Tip>, more: object, at: number) => {
    const found = aCase({ ticket: reference });
    const tips = [aTip({ case: found.id, ...told })];
    await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
    const steps = [{ status: 'dikirim' as const, at, by: 'rina' }];
    const about = { reference, case: found.id, ticket: reference, steps };
    await saveReferral(deps, { ...rest, ...about, ...more });
  };
  await refer('A-BAWASLU', first, {}, 1);
  await refer('B-BAWASLU', second, changes, 2);
  const read = async (reference: string) => {
    const referral = await findReferral(deps, reference);
    if (!referral) throw new Error('there is no referral');
    return referral;
  };
  const names = ['A-BAWASLU', 'B-BAWASLU'] as const;
  const matters = async () => [(await read(names[0])).matter, (await read(names[1])).matter];
  /** One round over both, the earlier first. */
  const round = async (left = MOST_JOINED) => {
    const joining = { ...deps, round: { left, signs: new Map() } };
    for (const name of names) await joinMatter(joining, await read(name));
    return matters();
  };
  return { round, read, time };
}

const JOINED = ['A-BAWASLU', 'A-BAWASLU'];
const APART = ['', ''];

describe('two referrals to one partner are about one matter', () => {
  test.each<[why: string, one: Partial<Tip>, other: Partial<Tip>]>([
    ['page', { links: ['https://palsu.example/a'] }, { links: ['https://palsu.example/a'] }],
    ['page, once broken', { link: 'hxxps://palsu[.]example/a' }, { links: ['palsu.example/a'] }],
    [
      'page, with what only counts visits',
      { links: ['https://palsu.example/a?utm_source=wa'] },
      { links: ['https://palsu.example/a'] },
    ],
    ['account', { link: 'Akun @Palsu_Resmi' }, { link: '@palsu_resmi' }],
  ])('of the same %s', async (_, one, other) => {
    const { round } = await openTwo(one, other);
    expect(await round()).toEqual(JOINED);
  });

  test.each<[why: string, one: Partial<Tip>, other: Partial<Tip>, changes?: object]>([
    ['other pages', { links: ['https://palsu.example/a'] }, { links: ['https://palsu.example/b'] }],
    ['no link at all', {}, {}],
    ['other accounts', { link: 'Akun @palsu_resmi' }, { link: 'Akun @palsu' }],
    ['numbers that are masked for them', { link: 'Rek. 1234567890' }, { link: 'Rek. 1234567890' }],
    ['years alone', { link: 'Pemilu 2024' }, { link: 'Pemilu 2024' }],
    [
      'other partners',
      { links: ['https://palsu.example/a'] },
      { links: ['https://palsu.example/a'] },
      { organisation: 'polri' },
    ],
  ])('but not with %s', async (_, one, other, changes) => {
    const { round } = await openTwo(one, other, changes);
    expect(await round()).toEqual(APART);
  });
});

const SAME = { links: ['https://palsu.example/a'] };

test('whoever reads changes is told of both that were joined, and of nothing where none was', async () => {
  const { round, read, time } = await openTwo(SAME, SAME);
  time.now += 7;
  await round();
  expect((await read('A-BAWASLU')).changedAt).toBe(time.now);
  expect((await read('B-BAWASLU')).changedAt).toBe(time.now);
  const apart = await openTwo({}, SAME);
  await apart.round();
  expect(await apart.read('B-BAWASLU')).not.toHaveProperty('changedAt');
});

test('what is over, or does not come up in this round, is joined to nothing', async () => {
  const over = ['dikirim', 'selesai'].map((status, at) => ({ status, at, by: 'eka' }));
  const { round } = await openTwo(SAME, SAME, { steps: over });
  expect(await round()).toEqual(['', undefined]);
  const full = await openTwo(SAME, SAME);
  expect(await full.round(1)).toEqual(['', undefined]);
  expect(await full.round(1)).toEqual(JOINED);
});

test('what is looked at once is not looked at again, so that a matter never changes its name', async () => {
  const { round, read } = await openTwo(SAME, SAME);
  await round();
  const { revision } = await read('B-BAWASLU');
  await round();
  expect((await read('B-BAWASLU')).revision).toBe(revision);
});

test('an exercise is about the matter of nothing real', async () => {
  const { store, deps } = await openPartners();
  const base = { revision: 0, organisation: 'bawaslu', answerMs: 1, told: 0, escalations: 0 };
  const found = aCase();
  await store.cases.commit(aCaseCommit({ newCases: [found] }));
  const joining = { ...deps, round: { left: MOST_JOINED, signs: new Map() } };
  const matters = [];
  for (const reference of ['K1-BAWASLU', 'LATIHAN-K1-BAWASLU', 'K2-BAWASLU']) {
    const steps = [{ status: 'dikirim' as const, at: 1, by: 'rina' }];
    const about = { reference, case: found.id, ticket: 'K1', threat: 'penipuan' as const, steps };
    const kept = await saveReferral(deps, { ...base, ...about, parcels: [], heard: [] });
    if (kept) matters.push((await joinMatter(joining, kept)).matter);
  }
  // The same case is the same matter, also without a link.
  expect(matters).toEqual(['', '', 'K1-BAWASLU']);
});
