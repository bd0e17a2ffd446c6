import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../../src/app/open-store.ts';
import { sides } from '../../../src/domain/cases/sides-in.ts';
import type { Email } from '../../../src/ports/alert-channels.ts';
import type { Store } from '../../../src/ports/store.ts';
import { savePerson } from '../../../src/services/accounts/people.ts';
import { listQueue } from '../../../src/services/cases/queue.ts';
import { setCallList } from '../../../src/services/duty/roster.ts';
import { answerReferral, referCase } from '../../../src/services/partners/refer-case.ts';
import { listReferrals } from '../../../src/services/partners/referrals.ts';
import { actOnReport } from '../../../src/services/partners/review-report.ts';
import { countSituation } from '../../../src/services/situation/count-situation.ts';
import { sendSituation } from '../../../src/services/situation/send-situation.ts';
import { describeSituation } from '../../../src/ui-text/describe-situation.ts';
import { deskWords } from '../../../src/ui-text/ui-text.ts';
import { addPartner } from '../../support/add-partner.ts';
import { aMasterKey, aPost } from '../../support/builders.ts';
import { openTestMongo, type TestMongo } from '../../support/mongo.ts';
import { openMongoStage } from '../../support/mongo-stage.ts';
import { prepareReport } from '../../support/prepare-report.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let mongo: TestMongo;
beforeAll(async () => {
  mongo = await openTestMongo();
});
afterAll(() => mongo?.close());

/** A post with a partner, where three citizens ask, one of them for the same as another, and one reports. */
async function aNight(store: Store) {
  const post = await aPost(store);
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  await addPartner(store);
  const sides = 'KPU Bekasi menghitung surat suara PKB dua kali untuk PKB';
  await post.report('ani', sides);
  await post.report('adi', sides);
  await post.report('budi', 'Warga Ambon mau dibakar rumahnya malam ini oleh massa');
  const report = await prepareReport(post, 'citi');
  await post.write('citi', 'ya');
  return { ...post, store, reference: `${report}-BAWASLU` };
}

const stores = {
  sqlite: async () => openMemoryStore([], aMasterKey()),
  mongo: async () => (await openMongoStage(mongo.url())).store,
};

describe.each(Object.entries(stores))('on %s', (_, open) => {
  test('every figure is found again by counting the store', async () => {
    const { deps, store, clock, wait, reference } = await aNight(await open());
    const ticket = (await listQueue(deps)).find(({ tickets }) => tickets.length > 1)?.case.ticket;
    const answerMs = HOUR;
    const referred = { ticket: ticket ?? '', organisation: 'bawaslu', by: 'rina', answerMs };
    await referCase(deps, { ...referred, threat: 'pelanggaran_pemilu' });
    await wait(10 * MINUTE);
    await actOnReport(deps, { reference, by: 'rina', act: { type: 'pass' } });
    await wait(20 * MINUTE);
    const answer = { organisation: 'bawaslu', status: 'diterima', by: 'mira' } as const;
    await answerReferral(deps, { ...answer, reference, recordedBy: 'partner' });
    await wait(2 * HOUR);
    const span = { since: clock.now() - 6 * HOUR, until: clock.now() };
    const { tables } = await countSituation(deps, span);
    const tips = await store.figures.tipsIn(span);
    const asked = new Set(tips.map(({ case: id, person }) => `${id} ${person}`));
    expect(sum(tables.asks, 'count')).toBe(asked.size);
    const sent = await listReferrals(deps);
    expect(sum(tables.referrals, 'count')).toBe(sent.length);
    expect(tables.referrals).toContainEqual({
      ...{ threat: 'ujaran_kebencian', province: 'Maluku', partner: 'Bawaslu', count: 1 },
    });
    const [cases, reports, bawaslu] = tables.answers;
    expect(cases).toMatchObject({ who: 'cases', asked: (await listQueue(deps)).length });
    expect(reports).toMatchObject({ who: 'reports', asked: 1, inTime: 1, medianMinutes: 10 });
    expect(bawaslu).toMatchObject({ who: 'Bawaslu', asked: 2, inTime: 1, late: 1, share: 50 });
    for (const { asked: all, inTime, late, waiting, withdrawn } of tables.answers) {
      expect(inTime + late + waiting + withdrawn).toBe(all);
    }
    const open_ = sum(tables.open, 'cases');
    expect(open_).toBe((await listQueue(deps)).length);
    expect(sum(tables.open, 'referrals')).toBe(2);
    expect(tables.urgent[0]).toMatchObject({ urgency: 'life', kind: 'cases' });
    expect(tables.spreading).toMatchObject([{ ticket, citizens: 2 }]);
    expect(tables.sides.filter(({ claims }) => claims > 0)).toEqual([
      { side: 'PKB', claims: 1, citizens: 2 },
    ]);
    expect(tables.declined).toEqual([]);
    const [refused, note] = [`${ticket}-BAWASLU`, 'Bukan wewenang kami.'];
    const no = { ...answer, reference: refused, status: 'ditolak', note } as const;
    await answerReferral(deps, { ...no, recordedBy: 'partner' });
    expect((await countSituation(deps, span)).tables.declined).toEqual([
      { partner: 'Bawaslu', reference: refused, reason: note },
    ]);
  });
});

function sum<R extends object>(rows: readonly R[], name: keyof R): number {
  return rows.reduce((total, row) => total + Number(row[name]), 0);
}

test('what is rehearsed with a partner stands in no figure of the report but its own', async () => {
  const store = await openMemoryStore([], aMasterKey());
  const post = await aPost(store, { settings: { exercise: 'malam7 2026-11-24 21:00' } });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  const { deps, clock, write, report } = post;
  await addPartner(store);
  await write('drill', 'IKUT LATIHAN MALAM7');
  await report('drill', 'Gudang beras di Kota Contohan katanya disegel petugas tadi malam');
  const [drill] = await store.cases.exercised();
  const referred = { ticket: drill?.ticket ?? '', organisation: 'bawaslu', by: 'rina' };
  await referCase(deps, { ...referred, threat: 'pelanggaran_pemilu', answerMs: HOUR });
  const span = { since: clock.now() - HOUR, until: clock.now() + HOUR };
  const { tables } = await countSituation(deps, span);
  expect(tables.referrals).toEqual([]);
  expect(tables.answers.find(({ who }) => who === 'Bawaslu')).toMatchObject({ asked: 0 });
  expect(sum(tables.open, 'referrals')).toBe(0);
  expect(tables.exercise?.map(({ kind }) => kind)).toContain('referrals');
});

test('wording leans to no side: with two sides exchanged, the reports differ by the exchange alone', async () => {
  const told = async (first: string, second: string) => {
    const store = await openMemoryStore([], aMasterKey());
    const post = await aPost(store, { seed: 'neutral' });
    onTestFinished(async () => {
      await post.close();
      await store.close();
    });
    await post.report('ani', `${first} membagi uang di Bekasi sebelum pencoblosan`);
    await post.report('adi', `${first} membagi uang di Bekasi sebelum pencoblosan`);
    await post.report('budi', `Kotak suara ${second} hilang di Ambon kata warga`);
    await post.wait(MINUTE);
    const span = { since: post.clock.now() - HOUR, until: post.clock.now() };
    const counted = await countSituation(post.deps, span);
    return [deskWords.id, deskWords.en].map((words) => describeSituation(counted, words));
  };
  const swap = (text: string) =>
    text.replace(/Gerindra|PDIP/g, (name) => (name === 'PDIP' ? 'Gerindra' : 'PDIP'));
  const tablesOf = (all: Awaited<ReturnType<typeof told>>) =>
    all.map((tables) => tables.filter(({ name }) => name !== 'sides'));
  const [one, other] = [await told('Gerindra', 'PDIP'), await told('PDIP', 'Gerindra')];
  expect(swap(JSON.stringify(tablesOf(one)))).toBe(JSON.stringify(tablesOf(other)));
  const countsOf = (all: typeof one, side: string) =>
    all[0]
      ?.find(({ name }) => name === 'sides')
      ?.rows.find(([name]) => name === side)
      ?.slice(1);
  expect(countsOf(one, 'Gerindra')).toEqual([1, 2]);
  expect(countsOf(other, 'PDI Perjuangan')).toEqual([1, 2]);
  expect(countsOf(one, 'PDI Perjuangan')).toEqual(countsOf(other, 'Gerindra'));
  const listed = one[0]?.find(({ name }) => name === 'sides')?.rows.map(([side]) => side);
  expect(listed).toEqual(sides); // in the order of the ballot, whoever is named more often
});

/** A post whose summary Budi wants, whom Sari's quiet hours spare, and how often a letter was tried. */
async function aRound() {
  const { deps, clock, wait } = await aNight(await openMemoryStore([], aMasterKey()));
  await setCallList(deps, ['Budi', 'Sari', 'Tono'], 'Edi');
  await savePerson(deps, 'Budi', { email: 'budi@posko.example' });
  await savePerson(deps, 'Sari', { email: 'sari@posko.example', quiet: { from: 0, until: 1439 } });
  const letters: Email[] = [];
  const mail = { isAway: false, tries: 0 };
  const send = () =>
    sendSituation({
      ...deps,
      ways: {
        mail: async (letter) => {
          mail.tries += 1;
          if (mail.isAway) throw new Error('away');
          letters.push(letter);
        },
      },
      summarise: async ({ tables }) => ({
        subject: 'Situasi',
        text: `${sum(tables.asks, 'count')}`,
      }),
      warn: () => {},
    });
  return { clock, wait, letters, mail, send };
}

test('each six hours one of several processes sends the summary once, to those who want it now', async () => {
  const { clock, wait, letters, mail, send } = await aRound();
  await send();
  expect(letters).toEqual([]); // nobody had asked for the round that had begun
  await wait(6 * HOUR);
  mail.isAway = true;
  await Promise.all([send(), send()]);
  mail.isAway = false;
  await Promise.all([send(), send()]);
  expect(letters).toEqual([]);
  await clock.advance(5 * MINUTE, async () => {});
  await Promise.all([send(), send()]);
  await send();
  expect(letters).toEqual([{ to: 'budi@posko.example', subject: 'Situasi', text: '3' }]);
});

test('a summary that cannot be sent is given up after six tries, until the next one is due', async () => {
  const { clock, wait, letters, mail, send } = await aRound();
  await send();
  await wait(6 * HOUR);
  mail.isAway = true;
  for (let n = 0; n < 9; n += 1) {
    await send();
    await clock.advance(15 * MINUTE, async () => {});
  }
  expect(mail.tries).toBe(6);
  mail.isAway = false;
  await wait(4 * HOUR);
  await send();
  expect(letters).toHaveLength(1);
});
