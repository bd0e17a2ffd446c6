import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import { handleReferral } from '../../src/services/partners/handle-referral.ts';
import { answerReferral } from '../../src/services/partners/refer-case.ts';
import { listBoard, viewReferral } from '../../src/services/partners/referral-board.ts';
import { readPage } from '../../src/services/partners/referral-pages.ts';
import { toWire } from '../../src/services/partners/referral-payload.ts';
import { findReferral } from '../../src/services/partners/referrals.ts';
import {
  actOnReport,
  type ReportReferralAct,
  viewReportReferral,
} from '../../src/services/partners/review-report.ts';
import { addRule } from '../../src/services/partners/routing.ts';
import { readByFeed } from '../support/add-partner.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoStage } from '../support/mongo-stage.ts';
import { prepareReport } from '../support/prepare-report.ts';

const PARTNERS = [
  { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor' },
  { id: 'meta', name: 'Meta', kind: 'platform' },
  { id: 'komdigi', name: 'Komdigi', kind: 'ministry' },
  { id: 'kpu', name: 'KPU', kind: 'commission' },
] as const;

const SCAM = 'Saya ditipu toko palsu di Kota Ambon, Maluku, 20 November, sudah transfer';

const mongo = await openTestMongo();
console.log(`partners on MongoDB run on: ${mongo.name}`);
afterAll(() => mongo.close());

const stores: Readonly<Record<string, () => Promise<Store>>> = {
  SQLite: () => openMemoryStore([], aMasterKey()),
  MongoDB: async () => (await openMongoStage(mongo.url())).store,
};

describe.each(Object.entries(stores))('on %s', (_, open) => {
  /** A citizen whose report of hatred fits the rules of some partners. */
  async function openWorld(ids: readonly string[]) {
    const store = await open();
    const post = await aPost(store);
    onTestFinished(async () => {
      await post.close();
      await store.close();
    });
    const { deps } = post;
    for (const partner of PARTNERS.filter(({ id }) => ids.includes(id))) {
      await addOrganisation(deps, partner, 'ayu');
      await readByFeed(deps, partner.id);
      const rule = { threats: ['ujaran_kebencian', 'penipuan'] };
      await addRule(deps, { ...rule, organisation: partner.id, answerHours: 24 }, 'ayu');
    }
    const id = await prepareReport(post, 'citi');
    /** Another citizen's report of a scam by an account, page or number, passed on to some of the partners. */
    const reportScam = async (citizen: string, by: string, to: readonly string[]) => {
      for (const text of ['lapor', 'penipuan', SCAM, by, 'ya']) await post.write(citizen, text);
      const said = post.heard.filter((each) => each.to === citizen).map(({ text }) => text);
      const number = said.join('\n').match(/Berkas laporan (L\w{5}) sudah siap/)?.[1] ?? '';
      for (const partner of to) {
        const reference = `${number}-${partner.toUpperCase()}`;
        await actOnReport(deps, { reference, by: 'rina', act: { type: 'pass' } });
      }
      await post.wait(10_000);
      return number;
    };
    const told = () => post.heard.filter(({ to }) => to === 'citi').map(({ text }) => text);
    const referenceOf = (partner: string) => `${id}-${partner.toUpperCase()}`;
    const act = async (partner: string, doing: ReportReferralAct) => {
      const reference = referenceOf(partner);
      const done = await actOnReport(deps, { reference, by: 'rina', act: doing });
      await post.settle();
      return done.type;
    };
    return { ...post, store, told, referenceOf, act, reportScam };
  }

  test('the citizen is asked once, with all names and what each would get; one yes puts it before the desk for each', async () => {
    const { told, write, deps, referenceOf, store } = await openWorld(['bawaslu', 'meta']);
    const before = told().length;
    const asked = told().at(-1) ?? '';
    expect(asked).toContain('ringkasan tanpa nama ke Bawaslu dan Meta');
    expect(asked).toMatch(/ke Bawaslu: cerita Anda.*saksinya.*; ke Meta: cerita Anda.*provinsinya/);
    expect(asked).toContain('Masing-masing tahu siapa saja yang menerimanya. Nama');
    await write('citi', 'ya');
    expect(told()).toHaveLength(before + 1);
    expect(await store.documents.list('hand-over')).toHaveLength(2);
    const full = await viewReportReferral(deps, referenceOf('bawaslu'));
    expect(full?.view.details.map(({ name }) => name)).toContain('suspect');
    const bare = await viewReportReferral(deps, referenceOf('meta'));
    expect(bare?.view.details).toEqual([]);
  });

  test('without a yes nobody gets it', async () => {
    const { write, store } = await openWorld(['bawaslu', 'meta']);
    await write('citi', 'tidak');
    expect(await store.documents.list('hand-over')).toEqual([]);
  });

  test('no more than three are named in one question', async () => {
    const { told } = await openWorld(['bawaslu', 'meta', 'komdigi', 'kpu']);
    expect(told().at(-1)).toContain('ke Bawaslu, Meta, dan Komdigi?');
  });

  test('the desk decides on each by itself, and what a citizen answers about one stays with that one', async () => {
    const { act, write, told, deps, referenceOf } = await openWorld(['bawaslu', 'meta']);
    await write('citi', 'ya');
    expect(await act('meta', { type: 'ask', question: 'Di akun mana?' })).toBe('done');
    await write('citi', 'Di akun panggung rakyat');
    const seen = async (partner: string) => viewReportReferral(deps, referenceOf(partner));
    expect((await seen('meta'))?.view.replies).toEqual(['Di akun panggung rakyat']);
    expect((await seen('bawaslu'))?.view.replies).toEqual([]);
    expect(await act('bawaslu', { type: 'ask', question: 'Acara apa?' })).toBe('done');
    expect((await seen('bawaslu'))?.state).toBe('asked');
    expect((await seen('meta'))?.state).toBe('waiting');
    await write('citi', 'Pentas seni');
    expect((await seen('bawaslu'))?.view.replies).toEqual(['Pentas seni']);
    expect(await act('meta', { type: 'decline', reason: 'Tidak ada tautannya.' })).toBe('done');
    expect(await act('bawaslu', { type: 'pass' })).toBe('done');
    expect(await findReferral(deps, referenceOf('meta'))).toBeUndefined();
    await write('citi', 'status');
    expect(told().at(-1)).toMatch(/Bawaslu/);
  });

  test('each partner knows who else has it once that was passed on, and sees and touches its own alone', async () => {
    const { act, write, deps, referenceOf, wait } = await openWorld(['bawaslu', 'meta', 'komdigi']);
    await write('citi', 'ya');
    await act('bawaslu', { type: 'pass' });
    const sharedWith = async (partner: string) =>
      (await viewReferral(deps, referenceOf(partner), partner))?.report?.sharedWith;
    expect(await sharedWith('bawaslu')).toEqual([]);
    await act('meta', { type: 'pass' });
    await act('komdigi', { type: 'pass' });
    expect(await sharedWith('bawaslu')).toEqual(['Komdigi', 'Meta']);
    expect(await sharedWith('meta')).toEqual(['Bawaslu', 'Komdigi']);
    await wait(10_000);
    for (const { id: own } of PARTNERS.slice(0, 3)) {
      const board = await listBoard(deps, own);
      expect(board.map(({ reference }) => reference)).toEqual([referenceOf(own)]);
      const page = await readPage(deps, { organisation: own, after: '' });
      expect(page?.entries.map(({ reference }) => reference)).toEqual([referenceOf(own)]);
      for (const { id: other } of PARTNERS.slice(0, 3)) {
        const reference = referenceOf(other);
        const by = { reference, organisation: own, by: own, recordedBy: 'partner' as const };
        const expected = own === other ? 'done' : 'unknown';
        expect((await handleReferral(deps, { ...by, note: `dari ${own}` })).type).toBe(expected);
        expect((await handleReferral(deps, { ...by, caseNumber: own })).type).toBe(expected);
        expect((await answerReferral(deps, { ...by, status: 'diterima' })).type).toBe(expected);
        expect((await viewReferral(deps, reference, own)) !== undefined).toBe(own === other);
      }
      const { notes, caseNumber, steps } = (await viewReferral(deps, referenceOf(own))) ?? {};
      expect([notes?.map(({ text }) => text), caseNumber]).toEqual([[`dari ${own}`], own]);
      expect(steps?.map(({ status }) => status)).toEqual(['dikirim', 'diterima']);
    }
  });

  test('a consent that is taken back withdraws it from every partner that has it', async () => {
    const { act, write, deps, referenceOf, told, settle } = await openWorld(['bawaslu', 'meta']);
    await write('citi', 'ya');
    await act('bawaslu', { type: 'pass' });
    await act('meta', { type: 'pass' });
    await write('citi', 'tarik izin');
    await write('citi', 'ya');
    await settle();
    for (const partner of ['bawaslu', 'meta']) {
      const referral = await findReferral(deps, referenceOf(partner));
      expect(referral?.steps.at(-1)?.status).toBe('ditarik');
      const view = await viewReferral(deps, referenceOf(partner), partner);
      expect([view?.claim, view?.report]).toEqual(['', undefined]);
    }
    expect(told().join('\n')).toMatch(/Bawaslu, Meta|Meta, Bawaslu/);
  });

  test('reports about the same page are joined at each partner that has both, and at no other', async () => {
    const { deps, reportScam } = await openWorld(['bawaslu', 'meta']);
    const first = await reportScam('ani', 'https://toko.example/abc', ['bawaslu', 'meta']);
    const second = await reportScam('dodi', 'www.toko.example/abc?utm_source=wa', ['bawaslu']);
    await reportScam('eka', 'https://toko.example/lain', ['bawaslu', 'meta']);
    const third = await reportScam('fani', 'lihat toko.example/abc/', ['bawaslu']);
    const same = async (number: string, partner: string) =>
      (await viewReferral(deps, `${number}-${partner}`, partner.toLowerCase()))?.sameMatter;
    const references = (...numbers: string[]) => numbers.map((number) => `${number}-BAWASLU`);
    expect((await same(first, 'BAWASLU'))?.toSorted()).toEqual(
      references(second, third).toSorted(),
    );
    expect((await same(third, 'BAWASLU'))?.toSorted()).toEqual(
      references(first, second).toSorted(),
    );
    expect(await same(first, 'META')).toEqual([]);
    const matters = Map.groupBy(await listBoard(deps, 'bawaslu'), ({ matter }) => matter);
    expect(matters.get(`${first}-BAWASLU`)).toHaveLength(3);
    expect(matters.get(undefined)).toHaveLength(1);
    const page = await readPage(deps, { organisation: 'bawaslu', after: '' });
    const wire = (page?.entries ?? []).map(toWire).map(({ sameMatter }) => sameMatter.length);
    expect(wire.toSorted()).toEqual([0, 2, 2, 2]);
  });

  test('a number joins reports only where the partner may read it in both', async () => {
    const { deps, reportScam } = await openWorld(['bawaslu', 'meta']);
    const first = await reportScam('ani', '0812-3456-7890', ['bawaslu', 'meta']);
    const second = await reportScam('eka', 'nomornya +62 812 3456 7890', ['bawaslu', 'meta']);
    const same = async (partner: string) =>
      (await viewReferral(deps, `${first}-${partner}`, partner.toLowerCase()))?.sameMatter;
    expect(await same('BAWASLU')).toEqual([`${second}-BAWASLU`]);
    expect(await same('META')).toEqual([]);
  });

  test('a report that is withdrawn is no longer joined with the others', async () => {
    const { write, deps, wait, reportScam } = await openWorld(['bawaslu']);
    const first = `${await reportScam('ani', '@tokopalsu', ['bawaslu'])}-BAWASLU`;
    const second = `${await reportScam('dodi', 'akun @TokoPalsu', ['bawaslu'])}-BAWASLU`;
    const same = async (reference: string) => (await viewReferral(deps, reference))?.sameMatter;
    expect(await same(second)).toEqual([first]);
    await write('ani', 'tarik izin');
    await write('ani', 'ya');
    await wait(10_000);
    expect(await same(second)).toEqual([]);
    expect(await same(first)).toEqual([]);
    expect((await findReferral(deps, first))?.matter).toBeUndefined();
  });
});
