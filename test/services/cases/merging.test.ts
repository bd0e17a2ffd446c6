import { describe, expect, test, vi } from 'vitest';
import type { Case } from '../../../src/domain/cases/case.ts';
import {
  excludeFile,
  holdCase,
  sayThreat,
  sayUnlike,
} from '../../../src/services/cases/amend-case.ts';
import { takeBack, unmerge } from '../../../src/services/cases/case-actions.ts';
import {
  askedBy,
  compareFactCheck,
  doubtOf,
  searchFactChecks,
} from '../../../src/services/cases/compare-fact-check.ts';
import { claim, reply } from '../../../src/services/cases/decide-case.ts';
import { mergeCases, splitCase } from '../../../src/services/cases/merge-cases.ts';
import { claimKey } from '../../../src/services/cases/open-case-index.ts';
import { aBareDesk, DECISION } from '../../support/bare-desk.ts';
import { aCase, aCaseCommit, aFactCheck, aTip } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
const WATER = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const BANK = 'Semua bank tutup sebulan mulai besok dan uang tidak bisa ditarik';
const ELECTION = 'Surat suara pemilu sudah dicoblos di TPS';

type Desk = Awaited<ReturnType<typeof aBareDesk>>;
const by = (reviewer: string, { ticket }: Pick<Case, 'ticket'>) => ({ ticket, reviewer });

function merging({ deps }: Desk) {
  return (from: Case, into: Case, reviewer = 'rina') =>
    mergeCases(deps, { from: from.ticket, into: into.ticket, reviewer });
}

describe('a merge', () => {
  test('keeps the topics of both, each once, so that none of them is hidden', async () => {
    const [one, two, plain, last] = [
      aCase({ claim: ELECTION }),
      aCase({ claim: 'x', topics: ['money', 'election'] }),
      aCase({ claim: 'kucing' }),
      aCase({ claim: 'anjing' }),
    ];
    const desk = await aBareDesk([one, two, plain, last]);
    await merging(desk)(one, two);
    expect((await desk.get(two)).topics?.toSorted()).toEqual(['election', 'money']);
    await merging(desk)(plain, last);
    expect(await desk.get(last)).not.toHaveProperty('topics');
  });

  test('brings nothing of an exercise to what is real, nor the other way', async () => {
    const [real, play] = [aCase(), aCase({ ticket: 'LATIHAN-AB2C' })];
    const desk = await aBareDesk([real, play]);
    const refused = { type: 'problem', message: 'an exercise joins nothing real' };
    expect(await merging(desk)(real, play)).toEqual(refused);
    expect(await merging(desk)(play, real)).toEqual(refused);
    const other = aCase({ ticket: 'LATIHAN-AB3D' });
    await desk.store.cases.commit(aCaseCommit({ newCases: [other] }));
    expect((await merging(desk)(play, other)).type).toBe('done');
  });

  test('is made by who holds one of the cases, and ends that lease', async () => {
    const [one, two] = [aCase(), aCase()];
    const desk = await aBareDesk([one, two]);
    await claim(desk.deps, by('rina', one));
    expect((await merging(desk)(one, two)).type).toBe('done');
    expect((await desk.get(one)).lease).toBeUndefined();
  });

  test.each([
    [90, 30, 90],
    [30, 90, 90],
    [90, undefined, 90],
    [undefined, 30, 30],
    [undefined, undefined, undefined],
  ])('of holds of %s and %s days keeps the longer', async (from, into, kept) => {
    const held = (days?: number) =>
      days === undefined ? {} : { hold: { until: MORNING + days, by: 'lia', reason: `${days}` } };
    const [one, two] = [aCase(held(from)), aCase(held(into))];
    const desk = await aBareDesk([one, two]);
    await merging(desk)(one, two);
    expect((await desk.get(two)).hold?.reason).toBe(kept?.toString());
  });

  test('is undone by the ticket that a citizen has, whatever the case is called now', async () => {
    const [one, two, three] = [aCase(), aCase(), aCase()];
    const tips = [one, two, three].map((found, n) =>
      aTip({ case: found.id, ticket: `W${n}RGA`, at: MORNING + n }),
    );
    const desk = await aBareDesk([one, two, three], { tips });
    await merging(desk)(one, three);
    await merging(desk)(two, three);
    const before = await desk.deps.openCases.find(two.claim);
    expect(before?.id).not.toBe(one.id);
    expect((await unmerge(desk.deps, by('rina', { ticket: 'W0RGA' }))).type).toBe('done');
    expect([(await desk.get(one)).status, (await desk.get(two)).status]).toEqual([
      'open',
      'merged',
    ]);
    expect((await desk.store.cases.tipsOf(three.id)).map(({ id }) => id)).toEqual([
      ...[tips[1]?.id, tips[2]?.id],
    ]);
    expect((await desk.did(one)).at(-1)).toBe(`rina taken-out ${three.ticket}`);
    for (const ticket of ['W2RGA', three.ticket, one.ticket]) {
      expect(await unmerge(desk.deps, by('rina', { ticket }))).toMatchObject({ why: 'not-merged' });
    }
    expect(await unmerge(desk.deps, by('rina', { ticket: 'NONE' }))).toEqual({ type: 'unknown' });
  });

  test('undone, is a case that tips with its words join again, under a key of its own', async () => {
    const [one, two] = [aCase({ claim: WATER, claimKey: claimKey(WATER) }), aCase({ claim: BANK })];
    const desk = await aBareDesk([one, two]);
    await merging(desk)(one, two);
    await unmerge(desk.deps, by('rina', one));
    expect((await desk.get(one)).claimKey).toBe(`unmerged:${one.id}:${claimKey(WATER)}`);
    expect((await desk.deps.openCases.find(WATER))?.id).toBe(one.id);
  });
});

describe('a tip that is taken out', () => {
  test('stays what its case was about where it says nothing itself', async () => {
    const found = aCase({ claim: ELECTION });
    const vaccine = 'Vaksin covid bikin mandul';
    const tips = ['', ELECTION, vaccine].map((text, n) =>
      aTip({ id: `t${n}`, case: found.id, text, at: MORNING + n }),
    );
    const desk = await aBareDesk([found], { tips });
    const split = async (tip: string) => {
      const done = await splitCase(desk.deps, { ticket: found.ticket, tip, reviewer: 'rina' });
      if (done.type !== 'done') throw new Error(done.message);
      return desk.get(done.case);
    };
    await claim(desk.deps, by('rina', found));
    const silent = await split('t0');
    expect(silent.topics).toContain('election');
    const speaking = await split('t2');
    expect(speaking).not.toHaveProperty('topics');
    expect(speaking).toMatchObject({ claim: vaccine, status: 'open', openedAt: MORNING });
    expect(speaking.claimKey).toBe(`split:${speaking.id}:${claimKey(vaccine)}`);
    expect(await desk.did(speaking)).toEqual([`rina split ${found.ticket}`]);
    expect((await desk.did(found)).at(-1)).toBe(`rina split-off ${speaking.ticket}`);
    const nowhere = { ticket: 'NONE', tip: 't1', reviewer: 'rina' };
    expect(await splitCase(desk.deps, nowhere)).toMatchObject({ message: 'there is no case NONE' });
  });
});

describe('what is taken back', () => {
  test('is a draft again, without the name that it was to bear, and found by new tips', async () => {
    const found = aCase({ claim: WATER, claimKey: claimKey(WATER) });
    const desk = await aBareDesk([found], { undoMs: MINUTE });
    await reply(desk.deps, by('rina', found), { ...DECISION, org: 'Posko' });
    expect(await desk.deps.openCases.find(WATER)).toBeUndefined();
    desk.time.now += 1;
    expect((await takeBack(desk.deps, by('budi', found))).type).toBe('done');
    const { draft, status, claimKey: key, undo } = await desk.get(found);
    expect(draft).toEqual({ by: 'budi', at: MORNING + 1, ...DECISION });
    expect([status, key, undo]).toEqual(['open', claimKey(WATER), undefined]);
    expect((await desk.deps.openCases.find(WATER))?.id).toBe(found.id);
    expect(await desk.told()).toEqual([]);
    expect((await desk.events())[0]).toMatchObject({ by: 'budi', what: 'taken-back', details: {} });
    expect((await desk.did(found)).at(-1)).toBe('budi taken-back');
  });

  test('and has gone out by another clock, is refused in the end', async () => {
    const found = aCase();
    const desk = await aBareDesk([found], { undoMs: MINUTE });
    await reply(desk.deps, by('rina', found), DECISION);
    const commit = vi.spyOn(desk.store.cases, 'commit').mockResolvedValue('stale');
    expect(await takeBack(desk.deps, by('rina', found))).toEqual({
      ...{ type: 'refused', why: 'too-late' },
    });
    expect(commit).toHaveBeenCalledTimes(20);
    commit.mockRestore();
  });
});

test('another threat hides no topic that a case had, and a hold is written down with its end', async () => {
  const [found, plain] = [aCase({ claim: ELECTION }), aCase({ claim: 'kucing' })];
  const desk = await aBareDesk([found, plain]);
  await sayThreat(desk.deps, by('rina', found), 'penipuan');
  expect((await desk.get(found)).topics).toContain('election');
  await sayThreat(desk.deps, by('rina', plain), 'biasa');
  expect(await desk.get(plain)).not.toHaveProperty('topics');
  await holdCase(desk.deps, by('rina', plain), { days: 2, reason: 'perkara' });
  await holdCase(desk.deps, by('rina', plain), { days: 0, reason: 'selesai' });
  const until = new Date(MORNING + 2 * 24 * 60 * MINUTE).toISOString();
  expect((await desk.did(plain)).slice(1)).toEqual([`rina held ${until}`, 'rina hold-ended']);
});

test('a case leaves out two hundred files and claims, the latest', async () => {
  const many = Array.from({ length: 200 }, (_, n) => `f${n}`);
  const found = aCase({ apart: many, unlike: many });
  const desk = await aBareDesk([found]);
  await excludeFile(desk.deps, by('rina', found), { file: 'x', apart: true });
  await sayUnlike(desk.deps, by('rina', found), { id: 'x' });
  const { apart, unlike } = await desk.get(found);
  expect([apart, unlike]).toEqual([
    [...many.slice(1), 'x'],
    [...many.slice(1), 'x'],
  ]);
});

describe('a fact-check that is looked for', () => {
  const known = [
    aFactCheck({ id: 'f1', title: WATER, narratives: [WATER] }),
    aFactCheck({ id: 'f2', title: BANK, narratives: [BANK] }),
  ];

  test('is asked for by the claim and the first three files that were read', async () => {
    const media = [...'abcd'].map((letter) => ({ sha256: letter.repeat(64), mime: 'image/png' }));
    const found = aCase({ claim: WATER });
    const { deps, store } = await aBareDesk([found]);
    for (const { sha256, mime } of media.slice(1)) {
      await store.media.keep({ sha256, mime, size: 1 }, new Uint8Array([1]), MORNING);
      const asked = { hashes: Buffer.from(sha256.slice(0, 8)).toString('base64') };
      const read = { kind: 'film' as const, texts: [], asked, kept: {}, seconds: 7 };
      await store.media.noteEvidence(sha256, read);
    }
    const tips = [
      aTip({ case: found.id, media: media.slice(0, 2) }),
      aTip({ case: found.id, media }),
    ];
    expect(await askedBy(deps, found, [aTip({ case: found.id })])).toEqual({ text: WATER });
    const { text, files } = await askedBy(deps, found, [aTip({ case: found.id, media }), ...tips]);
    expect(text).toBe(WATER);
    expect(files?.map(({ seconds }) => seconds)).toEqual([7, 7]);
    expect(files?.[0]).toHaveProperty('hashes');
  });

  test('is compared by its own words, and stands with why it was found', async () => {
    const found = aCase({ claim: WATER });
    const { deps, store } = await aBareDesk([found]);
    await store.factChecks.save(known);
    await deps.index.follow();
    const [near, far] = [
      await compareFactCheck(deps, found, 'f1'),
      await compareFactCheck(deps, found, 'f2'),
    ];
    expect(near).toMatchObject({ isUnlike: false, differences: [] });
    expect(near?.score).toBeGreaterThan(0.9);
    expect(near?.key).toMatch(/^[0-9a-f]{8}$/);
    expect(far).toMatchObject({ isUnlike: true });
    expect(far?.key).not.toBe(near?.key);
    expect(near && doubtOf(near, {})).toBeUndefined();
    const likely = async (about: object) =>
      (await searchFactChecks(deps, { text: WATER }, about)).map(({ factCheck }) => factCheck.id);
    expect((await likely({}))[0]).toBe('f1');
    expect(await likely({ most: 0 })).toEqual([]);
    expect(await likely({ least: 0.9 })).toEqual(['f1']);
  });

  test.each([
    ['what agrees', { isUnlike: false, differs: false }, {}, undefined],
    ['what differs', { isUnlike: false, differs: true }, {}, 'differs'],
    [
      'what differs, as was seen',
      { isUnlike: false, differs: true },
      { confirmed: 'k' },
      undefined,
    ],
    [
      'what differs, as it was before',
      { isUnlike: false, differs: true },
      { confirmed: 'j' },
      'differs',
    ],
    ['what is unlike', { isUnlike: true, differs: false }, { confirmed: 'k' }, 'unlike'],
    [
      'what is unlike, for letters',
      { isUnlike: true, differs: false },
      { reason: 'a b c' },
      'unlike',
    ],
    [
      'what is unlike, for a reason',
      { isUnlike: true, differs: false },
      { reason: 'sama persis' },
      'differs',
    ],
  ] as const)('is attached or not: %s', (_, { isUnlike, differs }, agreed, doubt) => {
    const difference = { kind: 'number', tip: ['3'], factCheck: ['7'] } as never; // only counted
    const differences = differs ? [difference] : [];
    const compared = { factCheck: aFactCheck(), score: 0.5, differences, isUnlike, key: 'k' };
    expect(doubtOf(compared, agreed)).toBe(doubt);
  });
});
