import { expect, onTestFinished, test } from 'vitest';
import { claimKey, OpenCases } from '../../src/services/cases/open-case-index.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aCase, aCaseCommit, aMasterKey, aTip } from '../support/builders.ts';

const LONG =
  'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal, ratusan pembeli ' +
  'keracunan dan dirawat di puskesmas sejak kemarin sore';
const SHORT = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
const PART =
  'Ratusan pembeli air galon isi ulang Pasar Rebo keracunan dan dirawat di puskesmas sejak kemarin sore';
const END = 'Ratusan pembeli keracunan dan dirawat di puskesmas sejak kemarin sore';

test('a shorter form of a tip joins its case', async () => {
  const { open, openCases } = desk();
  const found = await open(LONG);
  expect(await openCases.find(`Min tolong cek: ${SHORT}`)).toMatchObject({ id: found.id });
});

test('a longer form of a tip joins its case', async () => {
  const { open, openCases } = desk();
  const found = await open(SHORT);
  expect(await openCases.find(LONG)).toMatchObject({ id: found.id });
});

test('a tip with another place or another number opens a case of its own', async () => {
  const { open, openCases } = desk();
  await open(`${SHORT}, 300 orang keracunan`);
  const elsewhere = SHORT.replace('Pasar Rebo', 'Bandung');
  expect(await openCases.find(`${elsewhere}, 300 orang keracunan`)).toBeUndefined();
  expect(await openCases.find(`${SHORT}, 900 orang keracunan`)).toBeUndefined();
});

test('what a later tip has said besides gathers nobody who says only that', async () => {
  const { open, openCases } = desk();
  const found = await open(SHORT);
  openCases.addWording(found.id, LONG);
  expect(await openCases.find(END)).toBeUndefined();
  expect(await openCases.find(LONG)).toMatchObject({ id: found.id });
});

test('a real tip joins no case of an exercise, were its words the very same', async () => {
  const { store, openCases } = desk();
  const found = aCase({ ticket: 'LATIHAN-AB2C', claim: SHORT, claimKey: claimKey(SHORT) });
  const tips = [aTip({ case: found.id, text: SHORT })];
  await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
  await openCases.follow();
  openCases.put(found);
  expect(await openCases.find(SHORT)).toBeUndefined();
});

test('the wordings of stored tips are known after a restart', async () => {
  const { store, open } = desk();
  const found = await open(SHORT);
  const tips = [aTip({ case: found.id, text: LONG })];
  await store.cases.commit(aCaseCommit({ tips }));
  const restarted = new OpenCases(store.cases);
  await restarted.load();
  expect(await restarted.find(PART)).toMatchObject({ id: found.id });
});

test('a decided case takes no more tips', async () => {
  const { store, open, openCases } = desk();
  const found = await open(SHORT);
  await store.cases.commit(aCaseCommit({ cases: [{ ...found, status: 'closed' }] }));
  expect(await openCases.find(SHORT)).toBeUndefined();
  expect(await openCases.find(LONG)).toBeUndefined();
});

test('a tip that fits a merged case joins the case it was merged into', async () => {
  const { store, open, openCases } = desk();
  const [from, into] = [await open(SHORT), await open('Air galon di Pasar Rebo bersabun')];
  const merged = { ...from, status: 'merged' as const, mergedInto: into.id };
  await store.cases.commit(aCaseCommit({ cases: [merged] }));
  expect(await openCases.find(`Min tolong cek: ${LONG}`)).toMatchObject({ id: into.id });
  expect(await openCases.find(LONG)).toMatchObject({ id: into.id });
});

test('open cases that come near are named with what differs', async () => {
  const { open, openCases } = desk();
  const one = await open(`${SHORT}, 300 orang keracunan`);
  const two = await open(`${SHORT}, 900 orang keracunan`);
  await open('Harga beras naik sepuluh kali lipat bulan depan kata menteri perdagangan');
  const near = openCases.near(one);
  expect(near.map(({ id }) => id)).toEqual([two.id]);
  expect(near[0]?.differences).toMatchObject([
    { type: 'number', message: ['300'], factCheck: ['900'] },
  ]);
});

function desk() {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  const openCases = new OpenCases(store.cases);
  const open = async (claim: string) => {
    const found = aCase({ claim, claimKey: claimKey(claim) });
    await store.cases.commit(aCaseCommit({ newCases: [found] }));
    openCases.put(found);
    return found;
  };
  return { store, openCases, open };
}
