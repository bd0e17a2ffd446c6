import { expect, onTestFinished, test } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import type { Evidence } from '../../src/domain/messages/evidence.ts';
import { type FilePrints, toPrint } from '../../src/matching/file-prints.ts';
import type { CaseCommit } from '../../src/ports/commit.ts';
import { claimKey, OpenCases } from '../../src/services/cases/open-case-index.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aCase, aCaseCommit, aMasterKey, anId, aTip } from '../support/builders.ts';
import { seededNumbers } from '../support/generate.ts';

const WATER = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const LIKE = 'Pedagang di Pasar Rebo campur sabun cuci ke air galon isi ulang, hati-hati';
const BANK = 'Semua bank tutup sebulan mulai besok dan uang tidak bisa ditarik';
const RICE = 'Harga beras naik sepuluh kali lipat bulan depan kata menteri perdagangan';

const LATE =
  'Harga beras naik sepuluh kali lipat menurut menteri, warga antre panjang di pasar induk';

const PICTURES: FilePrints[] = [0, 1].map((seed) => {
  const random = seededNumbers(seed);
  return { hashes: toPrint(Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256))) };
});
const [PHOTO, OTHER_PHOTO] = PICTURES as [FilePrints, FilePrints];

type Asked = { words?: string; file?: FilePrints };
type Opened = Asked & { later?: readonly string[] };

const NUMBERED = [300, 900].map((n) => ({ words: `${WATER}, ${n} korban` }));
const NINE_HUNDRED = { words: `Hati-hati! ${WATER}, sudah 900 korban` };
const THREE_HUNDRED = [{ words: `${WATER}, 300 korban`, file: PHOTO }];
const FEW_WORDS = 'Sabun cuci di air galon Pasar Rebo, 900 korban';
const TWO_OF_ONE_FILE = [WATER, BANK].map((words) => ({ words, file: PHOTO }));
const BANK_LIKE = { words: 'Bank tutup sebulan, uang tidak bisa ditarik, benarkah?', file: PHOTO };
const BESIDE = [{ words: WATER, file: PHOTO, later: [RICE] }];
const SILENT = [{ words: WATER, file: PHOTO, later: ['Benarkah?'] }];

test.each<[promise: string, cases: readonly Opened[], tip: Asked, joins?: number]>([
  ['the same words', [{ words: BANK }, { words: WATER }], { words: `${WATER}!!` }, 1],
  ['the same few words', [{ words: BANK }, { words: 'Hoaks?' }], { words: 'hoaks' }, 1],
  ['words of which only the second case has the number', NUMBERED, NINE_HUNDRED, 1],
  ['words that came after a file without', [{ file: PHOTO, later: [WATER] }], { words: LIKE }, 0],
  ['a file under other words, one of which says nothing', SILENT, { words: BANK, file: PHOTO }],
  ['the same words among a greeting', [{ words: WATER }], { words: `Min tolong cek: ${WATER}` }, 0],
  ['other words', [{ words: WATER }], { words: BANK }],
  ['no words at all', [{ words: WATER }, { words: '' }], { words: '' }],
  ['what a later tip said in full', [{ words: WATER, later: [LIKE] }], { words: LIKE }, 0],
  ['what a later tip said beside the claim', [{ words: WATER, later: [RICE] }], { words: RICE }],
  ['another number', [{ words: `${WATER}, 300 korban` }], { words: `${WATER}, 900 korban` }],
  ['a number more', [{ words: WATER }], { words: `${WATER}, 900 korban` }, 0],
  ['the file alone', [{ file: PHOTO }, { file: OTHER_PHOTO }], { file: OTHER_PHOTO }, 1],
  ['a file that nobody sent', [{ file: PHOTO }], { file: OTHER_PHOTO }],
  ['words under a file that came without', [{ file: PHOTO }], { words: BANK, file: PHOTO }, 0],
  ['a file that came with words', [{ words: WATER, file: PHOTO }], { file: PHOTO }, 0],
  ['a file under other words', [{ words: WATER, file: PHOTO }], { words: BANK, file: PHOTO }],
  ['a file under like words', [{ words: WATER, file: PHOTO }], { words: LIKE, file: PHOTO }, 0],
  ['a file under another number', THREE_HUNDRED, { words: FEW_WORDS, file: PHOTO }],
  ['the first of two with one file whose words are like its own', TWO_OF_ONE_FILE, BANK_LIKE, 1],
  ['what a later tip said beside the claim, under its file', BESIDE, { words: RICE, file: PHOTO }],
])('a tip joins the case that asks the same, and no other: %s', async (_, cases, tip, joins) => {
  const { open, find, openCases } = openDesk();
  const opened: Case[] = [];
  for (const { later = [], ...asked } of cases) {
    const found = await open(asked);
    for (const words of later) openCases.addWording(found.id, words);
    opened.push(found);
  }
  const found = await find(tip);
  expect(opened.findIndex(({ id }) => id === found?.id)).toBe(joins ?? -1);
});

test('looking for a tip leaves nothing of it behind', async () => {
  const { open, find, openCases, alike } = openDesk();
  await open({ words: BANK });
  const found = await open({ words: WATER });
  const longer = `${WATER}, 900 korban`;
  for (const words of [RICE, LIKE, longer]) await find({ words });
  expect(openCases.near({ id: 'x', claim: longer }).map(({ id }) => id)).toEqual([found.id]);
  expect(await find({ words: RICE })).toBeUndefined();
  expect(openCases.near({ id: found.id, claim: RICE })).toEqual([]);
  expect(openCases.near({ id: 'x', claim: WATER }).map(({ id }) => id)).toEqual([found.id]);
  expect(alike(found)).toEqual([]);
});

test('a case is found by the claim that a reviewer has written', async () => {
  const { open, find, change, openCases } = openDesk();
  const found = await open({ words: BANK });
  await change(found, { claim: WATER });
  await openCases.follow();
  expect(await find({ words: `Min, ${WATER}` })).toMatchObject({ id: found.id });
});

test('of two cases with one file the one that is still open is found', async () => {
  const { open, find, change } = openDesk();
  const [first, second] = [await open({ file: PHOTO }), await open({ file: PHOTO })];
  const found = await find({ file: PHOTO });
  const left = found?.id === first.id ? second : first;
  await change(found ?? first, { status: 'closed', decidedAt: 1 });
  expect(await find({ file: PHOTO })).toMatchObject({ id: left.id });
});

test('words and files of a merged case lead to the one it went into, at any distance', async () => {
  const { open, find, change, merge, openCases } = openDesk();
  const first = await open({ words: WATER, file: PHOTO });
  const second = await open({ words: BANK });
  const last = await open({ words: RICE });
  openCases.addWording(last.id, LATE);
  await merge(first, second);
  await merge(second, last);
  expect(await find({ file: PHOTO })).toMatchObject({ id: last.id });
  expect(await find({ file: PHOTO })).toMatchObject({ id: last.id });
  expect(await find({ words: `Min, ${LATE}` })).toMatchObject({ id: last.id });
  await change(last, { status: 'closed', decidedAt: 1 });
  for (const tip of [{ file: PHOTO }, { words: WATER }, { words: BANK }, { words: RICE }]) {
    expect(await find(tip)).toBeUndefined();
  }
});

test('a case merged into one that was not known makes that one findable', async () => {
  const { store, open, find, merge } = openDesk();
  const from = await open({ words: WATER, file: PHOTO });
  const into = aCase({ claim: RICE, claimKey: 'not looked up' });
  await store.cases.commit(aCaseCommit({ newCases: [into] }));
  await merge(from, into);
  expect(await find({ file: PHOTO })).toMatchObject({ id: into.id });
  expect(await find({ words: `Kabar: ${RICE}` })).toMatchObject({ id: into.id });
});

test('a case merged into one that is decided is found by nothing any more', async () => {
  const { open, find, change, merge } = openDesk();
  const from = await open({ words: WATER, file: PHOTO });
  const into = await open({ words: RICE });
  await merge(from, into);
  await change(into, { status: 'closed', decidedAt: 1 });
  for (const tip of [{ words: WATER }, { file: PHOTO }]) expect(await find(tip)).toBeUndefined();
});

test('a case that the store has lost is found by nothing, and breaks nothing', async () => {
  const { open, find, openCases } = openDesk();
  const gone = aCase({ claim: WATER, claimKey: 'none' });
  openCases.put(gone);
  expect(await find({ words: `Min, ${WATER}` })).toBeUndefined();
  openCases.addWording(gone.id, BANK);
  expect(await find({ words: BANK })).toBeUndefined();
  const found = await open({ words: BANK });
  expect(await find({ words: `Min, ${BANK}` })).toMatchObject({ id: found.id });
});

test('what other processes open, tell and decide is taken in at the next look', async () => {
  const { store, openCases, find, change, keep } = openDesk();
  await openCases.follow();
  const found = aCase({ claim: WATER, claimKey: 'none' });
  const tip = (text: string) => aTip({ case: found.id, text });
  await store.cases.commit(aCaseCommit({ newCases: [found], tips: [tip(WATER)] }));
  expect(await find({ words: `Min, ${WATER}` })).toBeUndefined();
  await openCases.follow();
  expect(openCases.seen()).toBe(await store.cases.lastChange());
  expect(await find({ words: `Min, ${WATER}` })).toMatchObject({ id: found.id });
  const media = [await keep(PHOTO)];
  await store.cases.commit(aCaseCommit({ tips: [{ ...tip(LIKE), media }] }));
  expect(openCases.isNews(tip(LIKE))).toBe(true);
  await openCases.follow();
  expect(openCases.isNews(tip(LIKE))).toBe(false);
  expect(openCases.isNews(tip(WATER))).toBe(false);
  expect(await find({ file: PHOTO })).toMatchObject({ id: found.id });
  await change(found, { status: 'closed', decidedAt: 1 });
  await openCases.follow();
  expect(openCases.near({ id: 'x', claim: WATER })).toEqual([]);
  expect(await find({ file: PHOTO })).toBeUndefined();
});

test('cases are paired that say the same, not those that contradict each other or say nothing', async () => {
  const { open, openCases, change, alike } = openDesk();
  const one = await open({ words: WATER });
  const two = await open({ words: LIKE });
  const [some, more] = [300, 900].map((n) => `${RICE}, ${n} toko tutup`);
  const others = [some, more, '', ''].map((words = '') => open({ words }));
  for (const other of await Promise.all(others)) expect(alike(other)).toEqual([]);
  expect(alike(one)).toEqual([two.id]);
  expect(alike(two)).toEqual([one.id]);
  await change(two, { status: 'closed', decidedAt: 1 });
  await openCases.follow();
  expect(alike(one)).toEqual([]);
  const third = await open({ words: LIKE });
  expect(alike(one)).toEqual([third.id]);
});

test('a reviewer is named the three nearest others to merge with, the best first', async () => {
  const { open, openCases } = openDesk();
  const own = await open({ words: WATER });
  const same = await open({ words: `${WATER}, tolong` });
  for (const day of ['Senin', 'Selasa', 'Rabu']) await open({ words: `${LIKE} ${day}` });
  await open({ words: BANK });
  const near = openCases.near(own);
  expect(near).toHaveLength(3);
  expect(near[0]?.id).toBe(same.id);
  expect(near.map(({ id }) => id)).not.toContain(own.id);
});

/** Open cases of which each has a tip that came with words, a file, or both. */
function openDesk() {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  const openCases = new OpenCases(store.cases, store.media);
  const commit = async (changes: Partial<CaseCommit>) =>
    expect(await store.cases.commit(aCaseCommit(changes))).toBe('committed');
  const keep = async (kept: FilePrints) => {
    const file = { sha256: String(PICTURES.indexOf(kept)).repeat(64), mime: 'image/png' };
    await store.media.keep({ ...file, size: 1 }, new Uint8Array([1]), 1);
    const evidence: Evidence = { kind: 'picture', texts: [], asked: kept, kept };
    await store.media.noteEvidence(file.sha256, evidence);
    return file;
  };
  return {
    ...{ store, openCases, keep },
    async open({ words = '', file }: Asked) {
      const found = aCase({ claim: words, claimKey: claimKey(words) || anId() });
      const media = file ? [await keep(file)] : [];
      const tips = [aTip({ case: found.id, text: words, media })];
      await commit({ newCases: [found], tips });
      await openCases.follow();
      return found;
    },
    async change({ id }: Case, changes: Partial<Case>) {
      const found = await store.cases.get(id);
      if (found) await commit({ cases: [{ ...found, ...changes }] });
    },
    async merge({ id }: Case, into: Case) {
      const found = await store.cases.get(id);
      const tips = (await store.cases.tipsOf(id)).map((tip) => ({ ...tip, case: into.id }));
      const merged = { status: 'merged', mergedInto: into.id } as const;
      if (found) await commit({ cases: [{ ...found, ...merged }], tips });
    },
    find: ({ words = '', file }: Asked) => openCases.find(words, file ? [file] : []),
    alike: ({ id }: Case) => [...openCases.alike([id])(id)],
  };
}
