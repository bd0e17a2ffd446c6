import { afterAll, expect, onTestFinished, test } from 'vitest';
import { isExercise } from '../../src/domain/cases/exercise.ts';
import { erasedAt } from '../../src/domain/reports/report.ts';
import type { Settings } from '../../src/domain/settings/settings.ts';
import { startOfDay } from '../../src/domain/time/jakarta-day.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { performCaseAction } from '../../src/services/cases/case-actions.ts';
import { listQueue } from '../../src/services/cases/queue.ts';
import { readReviewerStats } from '../../src/services/cases/reviewer-stats.ts';
import { findCauses } from '../../src/services/duty/find-incidents.ts';
import { listBoard, viewReferral } from '../../src/services/partners/referral-board.ts';
import { toWire } from '../../src/services/partners/referral-payload.ts';
import { listReferrals, saveReferral } from '../../src/services/partners/referrals.ts';
import { listReportReferrals } from '../../src/services/partners/report-referrals.ts';
import { actOnReport } from '../../src/services/partners/review-report.ts';
import { eraseExercise, eraseTips } from '../../src/services/privacy/erase-tips.ts';
import { changeSetting } from '../../src/services/settings/change-setting.ts';
import { countSituation } from '../../src/services/situation/count-situation.ts';
import { openMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { addPartner } from '../support/add-partner.ts';
import { aFactCheck, aMasterKey, aPost } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import { prepareReport } from '../support/prepare-report.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DRILL = 'Gudang beras di Kota Contohan katanya disegel petugas tadi malam';

const mongo = await openTestMongo();
afterAll(() => mongo.close());
const stores: Readonly<Record<string, () => Promise<Store>>> = {
  SQLite: async () => openSqlite(':memory:', createSeal(aMasterKey())),
  MongoDB: async () => openMongo(await mongo.migrated(), createSeal(aMasterKey())),
};

/** A post on which people rehearse until the evening; `drill` takes part, everybody else is a citizen. */
async function openDrill(open: () => Promise<Store>, settings: Partial<Settings> = {}) {
  const store = await open();
  const exercise = 'malam7 2026-11-24 21:00';
  const post = await aPost(store, { settings: { exercise, serviceMs: HOUR, ...settings } });
  onTestFinished(async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  });
  await post.write('drill', 'IKUT LATIHAN MALAM7');
  const decide = async (ticket: string) => {
    const actor = { name: 'Rina', role: 'admin' } as const;
    const decision = {
      verdict: 'salah' as const,
      summary: 'Gudang itu buka seperti biasa setiap hari.',
      url: 'https://contoh.example/gudang',
    };
    await performCaseAction(post.deps, { ticket, actor }, { name: 'claim' });
    return performCaseAction(post.deps, { ticket, actor }, { name: 'decide', ...decision });
  };
  const day = { since: MORNING - DAY, until: MORNING + DAY };
  const count = async () => ({
    tips: await store.figures.tipsByDay(day.since),
    asked: await store.figures.mostAsked({ ...day, limit: 9 }),
    tipsIn: (await store.figures.tipsIn(day)).length,
    regions: await store.figures.tipsByRegion(day.since),
    decided: await store.figures.decided(day.since, 9),
    since: (await store.cases.decidedSince(day.since)).length,
    told: (await store.figures.toldIn(day)).length,
    states: await store.figures.tallies('2026-11-01', ['entered', 'tier', 'case', 'told']),
    stats: await readReviewerStats(post.deps, 'Rina'),
    situation: (({ exercise: _, ...tables }) => tables)(
      (await countSituation(post.deps, day)).tables,
    ),
  });
  return { ...post, store, decide, count, day };
}

test.each(Object.entries(stores))(
  'what people rehearse is marked, and counts nowhere on %s',
  async (_, open) => {
    const { report, write, store, deps, count, decide, heard, settle } = await openDrill(open);
    await addPartner(store);
    const before = await count();
    await report('drill', DRILL);
    await write('drill', 'dari grup RT, di Bali');
    const [found] = await store.cases.exercised();
    expect(found?.ticket).toMatch(/^LATIHAN-\w{4}$/);
    expect((await listQueue(deps)).map((each) => each.case.ticket)).toEqual([found?.ticket]);
    await decide(found?.ticket ?? '');
    await settle();
    expect(await count()).toEqual({ ...before, situation: { ...before.situation } });
    expect(heard.at(-1)?.text).toContain('Ini latihan. Pemeriksa sudah memutuskannya');
    expect(await store.factChecks.count()).toEqual({ all: 0, samples: 0 });
    const id = await prepareReport({ write, heard }, 'drill');
    expect(id).toBe('');
    const said = heard.map(({ text }) => text).join('\n');
    const [, number = ''] = /Berkas laporan (LATIHAN-L\w{5}) sudah siap/.exec(said) ?? [];
    await write('drill', 'ya');
    const reference = `${number}-BAWASLU`;
    const done = await actOnReport(deps, { reference, by: 'Rina', act: { type: 'pass' } });
    expect(done.type).toBe('done');
    const entry = await viewReferral(deps, reference);
    expect(entry && toWire(entry)).toMatchObject({ exercise: true, reference });
    const { answers, open: left } = (await count()).situation;
    expect([answers, left]).toEqual([before.situation.answers, before.situation.open]);
  },
);

test.each(Object.entries(stores))(
  'real tips go on beside an exercise unmarked on %s',
  async (_, open) => {
    const { report, store, decide, settle } = await openDrill(open);
    for (const who of ['drill', 'ani', 'budi']) await report(who, DRILL);
    const real = (await store.cases.list('open', 9)).filter(
      ({ ticket }) => !ticket.startsWith('LATIHAN-'),
    );
    expect(real).toHaveLength(1);
    const tips = await store.cases.tipsOf(real[0]?.id ?? '');
    expect(tips).toHaveLength(2);
    expect(await store.cases.exercised()).toHaveLength(1);
    await decide(real[0]?.ticket ?? '');
    await settle();
    expect(await store.factChecks.count()).toMatchObject({ all: 1 });
    const asked = await store.figures.mostAsked({ since: 0, until: MORNING + DAY, limit: 9 });
    expect(asked.map(({ citizens }) => citizens)).toEqual([2]);
  },
);

test('whether a verdict helped those who rehearse counts nowhere', async () => {
  const { write, store } = await openDrill(stores.SQLite ?? openNothing);
  await store.factChecks.save([aFactCheck({ narratives: [DRILL] })]);
  await write('drill', DRILL, { forwarded: true });
  await write('drill', 'membantu');
  expect(await store.figures.feedback(0)).toEqual({ helpful: 0, notHelpful: 0 });
});

test('a case of an exercise joins no real one, and no real one joins it', async () => {
  const { report, deps, store } = await openDrill(stores.SQLite ?? openNothing);
  await report('drill', DRILL);
  await report('ani', 'Besok semua sekolah di Kabupaten Contohan libur sebulan penuh');
  const [drill] = await store.cases.exercised();
  const real = (await store.cases.list('open', 9)).find(({ id }) => id !== drill?.id);
  const actor = { name: 'Rina', role: 'admin' } as const;
  const from = drill?.ticket ?? '';
  const into = real?.ticket ?? '';
  for (const [ticket, other] of [
    [from, into],
    [into, from],
  ]) {
    const done = await performCaseAction(
      deps,
      { ticket: ticket ?? '', actor },
      { name: 'merge', into: other },
    );
    expect(JSON.stringify(done)).toContain('an exercise joins nothing real');
  }
});

test('what is rehearsed is no matter of what is real', async () => {
  const { write, heard, store, deps, wait } = await openDrill(stores.SQLite ?? openNothing);
  await addPartner(store);
  for (const who of ['drill', 'ani', 'budi']) {
    await prepareReport({ write, heard }, who);
    await write(who, 'ya');
    for (const { reference } of await listReportReferrals(deps)) {
      await actOnReport(deps, { reference, by: 'Rina', act: { type: 'pass' } });
    }
    await wait(10_000);
  }
  const all = await listReferrals(deps);
  const same = await Promise.all(
    all.map(async ({ reference }) => (await viewReferral(deps, reference))?.sameMatter.length),
  );
  expect(same.toSorted()).toEqual([0, 1, 1]);
  const joined = all.filter(({ matter = '' }) => matter !== '').map(({ matter }) => matter ?? '');
  expect(joined.map(isExercise)).toEqual([false, false]);
  const [real] = all.filter(({ reference }) => !isExercise(reference));
  for (const each of all) await saveReferral(deps, { ...each, matter: real?.reference });
  const rehearsed = all.find(({ reference }) => isExercise(reference))?.reference ?? '';
  expect((await viewReferral(deps, rehearsed))?.sameMatter).toEqual([]);
});

test('what somebody else rehearsed in the same words keeps its mark when the first one is erased', async () => {
  const { write, report, store, deps } = await openDrill(stores.SQLite ?? openNothing);
  await write('other', 'IKUT LATIHAN MALAM7');
  await report('drill', DRILL);
  await report('other', DRILL.toUpperCase());
  const [drill] = await store.cases.exercised();
  const [first, second] = await store.cases.tipsOf(drill?.id ?? '');
  expect(second?.text).toBe(DRILL.toUpperCase());
  await eraseTips(deps, first?.citizen ?? '');
  await report('ani', DRILL);
  expect(await store.cases.list('open', 9)).toHaveLength(2);
});

test('what is on its way at the end of an exercise, or waits for a yes, keeps its mark for a short time', async () => {
  const post = await openDrill(stores.SQLite ?? openNothing);
  const { report, write, store, clock, wait } = post;
  const end = startOfDay('2026-11-24') + 21 * HOUR;
  await write('other', 'IKUT LATIHAN MALAM7');
  await wait(end - clock.now() - 60_000);
  await write('drill', DRILL, { forwarded: true });
  await wait(2 * 60_000);
  await write('late', 'IKUT LATIHAN MALAM7');
  expect(post.heard.at(-1)?.text).toContain('sudah selesai');
  await write('drill', 'ya');
  await report('other', 'Air sungai di Kota Contohan katanya diracun orang tak dikenal');
  expect(await store.cases.exercised()).toHaveLength(2);
  await wait(20 * 60_000);
  await report('drill', 'Besok semua sekolah di Kabupaten Contohan libur sebulan penuh');
  expect(await store.cases.exercised()).toHaveLength(2);
  expect(await store.cases.list('open', 9)).toHaveLength(3);
});

test('an exercise that is called off marks only what follows shortly upon the last message', async () => {
  const { report, write, store, deps, wait } = await openDrill(stores.SQLite ?? openNothing);
  await write('drill', DRILL, { forwarded: true });
  await changeSetting(deps, { name: 'exercise', value: '', by: 'ayu' });
  expect(deps.settings.exercise).toBe('');
  await wait(60_000);
  await write('drill', 'ya');
  expect(await store.cases.exercised()).toHaveLength(1);
  await wait(20 * 60_000);
  await report('drill', 'Besok semua sekolah di Kabupaten Contohan libur sebulan penuh');
  expect(await store.cases.exercised()).toHaveLength(1);
  expect(await store.cases.list('open', 9)).toHaveLength(2);
});

test('the situation report tells who answered what of an exercise, when, and what is still open', async () => {
  const { report, deps, store, clock, decide, day, wait } = await openDrill(
    stores.SQLite ?? openNothing,
  );
  await report('drill', DRILL);
  await report('drill', 'Air sungai di Kota Contohan katanya diracun orang tak dikenal');
  const [first] = await store.cases.exercised();
  await wait(20 * 60_000);
  await decide(first?.ticket ?? '');
  const { exercise = [] } = (await countSituation(deps, day)).tables;
  expect(exercise.map(({ kind, who, first, end }) => ({ kind, who, first, end }))).toEqual([
    { kind: 'cases', who: 'Rina', first: 20, end: 20 },
    { kind: 'cases', who: undefined, first: undefined, end: undefined },
  ]);
  expect(exercise[0]?.time).toMatch(/^2026-11-24 \d\d:\d\d WIB$/);
  expect(clock.now()).toBeLessThan(day.until);
  const next = { since: day.until, until: day.until + DAY };
  expect((await countSituation(deps, next)).tables.exercise).toBeUndefined();
  await wait(HOUR);
  const late = (await findCauses(deps, [])).filter(({ kind }) => kind === 'backlog');
  expect(late).toEqual([{ kind: 'backlog', of: 'LATIHAN-', value: 1 }]);
});

test.each(Object.entries(stores))(
  'an exercise is erased a week after its end on %s',
  async (_, open) => {
    const { report, write, store, deps, heard } = await openDrill(open);
    await addPartner(store);
    await report('drill', DRILL);
    await report('ani', DRILL);
    await prepareReport({ write, heard }, 'drill');
    await write('drill', 'ya');
    const [drill] = await store.cases.exercised();
    const [tip] = await store.cases.tipsOf(drill?.id ?? '');
    await write('drill', 'BATASI DATA');
    const profile = async () => (await store.turns.readTurn(tip?.citizen ?? ''))?.profile;
    expect((await profile())?.isRestricted).toBe(true);
    const left = async () => {
      const cases = await store.cases.exercised();
      const ids = cases.map(({ id }) => id);
      const tips = (await store.cases.tipsOfAll(ids, 'restricted')).size;
      const handOvers = (await store.documents.ids('hand-over')).length;
      return { tips, handOvers, words: cases.filter(({ claim }) => claim !== '').length };
    };
    expect(await left()).toEqual({ tips: 1, handOvers: 1, words: 1 });
    const eraseAfter = (days: number) =>
      eraseExercise({ ...deps, clock: new VirtualClock(MORNING + days * DAY) });
    await eraseAfter(6);
    expect(await left()).toEqual({ tips: 1, handOvers: 1, words: 1 });
    await eraseAfter(8);
    expect(await left()).toEqual({ tips: 0, handOvers: 0, words: 0 });
    expect(await listBoard(deps)).toEqual([]);
    expect(await store.cases.list('open', 9)).toHaveLength(1);
    const { reportDays } = deps.settings;
    const times = (await profile())?.reports?.map((report) => erasedAt(report, reportDays));
    expect(times).toEqual([MORNING + 7 * DAY]);
  },
);

test('an empty setting erases an exercise at once, and ends it', async () => {
  const { report, store, deps } = await openDrill(stores.SQLite ?? openNothing);
  await report('drill', DRILL);
  await eraseExercise({ ...deps, settings: { ...deps.settings, exercise: '' } });
  const [found] = await store.cases.exercised();
  expect(found).toMatchObject({ claim: '', status: 'closed' });
});

function openNothing(): never {
  throw new Error('there is no such store');
}
