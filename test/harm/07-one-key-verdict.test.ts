import { describe, expect, test } from 'vitest';
import type { AppDeps } from '../../src/app/app-deps.ts';
import { findGap, lackOf } from '../../src/domain/cases/own-words.ts';
import { verdictTable } from '../../src/domain/fact-checks/verdicts.ts';
import { compareFactCheck } from '../../src/services/cases/compare-fact-check.ts';
import { attachFactCheck, reply } from '../../src/services/cases/decide-case.ts';
import { aDesk, NEWS } from '../support/a-desk.ts';
import { aFactCheck } from '../support/builders.ts';
import { openDesk as openConsole } from '../terminal/open-desk.ts';
import { openDesk } from '../web/desk/desk-world.ts';

const URL = 'https://dinas.example/galon';
const OWN = 'Dinas kesehatan menguji air galon itu dan tidak menemukan sabun.';
const TEMPLATES = Object.values(verdictTable).flatMap(({ templates }) => templates);
const UNLIKE = aFactCheck({
  id: 'pasir',
  title: 'Sabun cuci di Pasar Rebo dicampur pasir oleh pedagang',
  narratives: [],
});
const DIFFERENT = aFactCheck({
  id: 'galon-300',
  title: `${NEWS}, 300 orang keracunan`,
  narratives: [],
});

describe('a verdict', () => {
  test.each(TEMPLATES)('is not the example “%s”', (summary) => {
    const lack = findGap(summary) ? 'gap' : 'template';
    expect(lackOf({ summary, url: URL })).toBe(lack);
    expect(lackOf({ summary: ` ${summary.toUpperCase()}!! `, url: URL })).toBe(lack);
    expect(lackOf({ summary: summary.replaceAll(/«[^»]*»/g, '-'), url: URL })).toBe('template');
  });

  test.each([
    'Ini tidak benar.',
    'SALAH SALAH SALAH!!!',
    'Kabar ini hoaks, tidak benar.',
    `${verdictTable.salah.templates[0]} Hoaks!`,
  ])('explains more than “%s”', (summary) => {
    expect(lackOf({ summary, url: URL })).toBe('bare');
  });

  test.each([
    OWN,
    'Bank tetap buka.',
    'Kabar ini benar. KPU sudah menyampaikannya secara resmi.',
    `${verdictTable.salah.templates[0]} Dinas kesehatan sudah menguji airnya.`,
  ])('may say “%s”', (summary) => {
    expect(lackOf({ summary, url: URL })).toBeUndefined();
  });

  test('needs a source, or the reason why there is none', async () => {
    const { deps, rina, heard, wait } = await aDesk();
    const bare = { verdict: 'salah', summary: OWN } as const;
    expect(await reply(deps, rina, bare)).toEqual({ type: 'refused', why: 'no-source' });
    await wait(120_000);
    expect(heard.filter(({ text }) => text.includes(OWN))).toEqual([]);
    const noSource = 'Kami menguji sendiri di laboratorium.';
    expect(await reply(deps, rina, { ...bare, noSource })).toMatchObject({ type: 'done' });
    const entries = await deps.store.audit.list(10);
    expect(entries.find(({ what }) => what === 'published')?.details).toMatchObject({ noSource });
  });

  test('that is only an example is not proposed to a second person either', async () => {
    const { deps, rina } = await aDesk({ secondPerson: ['health', 'money', 'disaster'] });
    const [summary] = verdictTable.salah.templates;
    const decision = { verdict: 'salah', summary, url: URL } as const;
    expect(await reply(deps, rina, decision)).toEqual({ type: 'refused', why: 'template' });
  });
});

describe('a fact-check', () => {
  test('that is about something else needs a reason and a look', async () => {
    const { deps, rina } = await aDeskWith();
    const attach = (agreed = {}) => attachFactCheck(deps, rina, UNLIKE.id, agreed);
    const { key } = await compared(deps, rina.ticket, UNLIKE.id);
    const reason = 'Keduanya disebar akun yang sama.';
    expect(await attach()).toEqual({ type: 'refused', why: 'unlike' });
    expect(await attach({ confirmed: key })).toEqual({ type: 'refused', why: 'unlike' });
    expect(await attach({ confirmed: key, reason: 'ya' })).toMatchObject({ why: 'unlike' });
    expect(await attach({ reason })).toEqual({ type: 'refused', why: 'differs' });
    expect(await attach({ confirmed: key, reason })).toMatchObject({ type: 'done' });
    const entries = await deps.store.audit.list(10);
    expect(entries.find(({ what }) => what === 'published')?.details).toMatchObject({ reason });
  });

  test('that differs in a number is used once that was seen', async () => {
    const { deps, rina } = await aDeskWith(`${NEWS}, 900 orang keracunan`);
    const { key, differences, isUnlike } = await compared(deps, rina.ticket, DIFFERENT.id);
    expect(differences).toMatchObject([{ message: ['900'], factCheck: ['300'] }]);
    const attach = (agreed = {}) => attachFactCheck(deps, rina, DIFFERENT.id, agreed);
    const reason = isUnlike ? { reason: 'Jumlahnya saja yang berubah.' } : {};
    expect(await attach(reason)).toEqual({ type: 'refused', why: 'differs' });
    expect(await attach({ ...reason, confirmed: 'another' })).toMatchObject({ why: 'differs' });
    expect(await attach({ ...reason, confirmed: key })).toMatchObject({ type: 'done' });
  });

  test('that changed after the look has to be looked at again', async () => {
    const { deps, rina, store } = await aDeskWith(`${NEWS}, 900 orang keracunan`);
    const { key } = await compared(deps, rina.ticket, DIFFERENT.id);
    await store.factChecks.save([{ ...DIFFERENT, version: 2 }]);
    const agreed = { confirmed: key, reason: 'Jumlahnya saja yang berubah.' };
    const done = await attachFactCheck(deps, rina, DIFFERENT.id, agreed);
    expect(done).toEqual({ type: 'refused', why: 'differs' });
  });
});

describe('on the web', () => {
  test('an example sentence and a verdict without a source come back, and nobody is told', async () => {
    const { desk, rina, ticket } = await atWeb();
    const fence = rina.field('fence');
    const post = (fields: Record<string, string>) =>
      rina.post(`/review/cases/${ticket}/verdict`, { fence, verdict: 'salah', ...fields });
    await post({ summary: verdictTable.salah.templates[0], url: URL });
    expect([rina.status, rina.page]).toEqual([400, expect.stringContaining('kalimat contoh')]);
    await post({ summary: OWN });
    expect([rina.status, rina.page]).toEqual([400, expect.stringContaining('tautan sumbernya')]);
    expect(rina.page).toContain(OWN);
    await desk.wait(120_000);
    expect(desk.heard.filter(({ text }) => text.includes('SALAH'))).toEqual([]);
    await post({ summary: OWN, noSource: 'Kami menguji sendiri di laboratorium.' });
    expect(rina.path).toContain('done=published');
  });

  test('what hardly comes near has no key, no praise, and asks why', async () => {
    const { rina, ticket } = await atWeb(NEWS, [UNLIKE, DIFFERENT]);
    const cards = rina.page.split('<li class="card">');
    const card = cards.find((each) => each.includes(UNLIKE.title)) ?? '';
    expect(card).toContain('mungkin membahas hal yang berbeda');
    expect(card).not.toMatch(/class="[^"]*\battach\b/);
    expect(card).not.toContain('tidak ada beda angka');
    await rina.post(`/review/cases/${ticket}/attach`, {
      id: UNLIKE.id,
      fence: rina.field('fence'),
    });
    expect(rina.status).toBe(409);
    expect(rina.page).toContain('Mengapa cek fakta ini menjawab kiriman itu?');
    const confirmed = rina.page.match(/name="confirmed" value="(\w+)"/)?.[1] ?? '';
    const agreed = { id: UNLIKE.id, fence: rina.field('fence'), confirmed };
    await rina.post(`/review/cases/${ticket}/attach`, {
      ...agreed,
      reason: 'Akun penyebarnya sama.',
    });
    expect(rina.path).toContain('done=published');
  });

  test('what differs is named beside the box that has to be ticked', async () => {
    const { rina, ticket } = await atWeb(`${NEWS}, 900 orang keracunan`, [DIFFERENT]);
    await rina.get(`/review/cases/${ticket}/compare?factCheck=${DIFFERENT.id}`);
    expect(rina.page).toContain('angka: 900 ↔ 300');
    expect(rina.page).not.toContain('tidak ada beda angka');
    expect(rina.page).not.toMatch(/class="[^"]*\battach\b/);
  });
});

describe('at the console', () => {
  test('a key leads to both texts, and only y attaches', async () => {
    const desk = await openConsole({
      cases: 1,
      prepare: (store) => store.factChecks.save([aFactCheck({ id: 'same', title: CONSOLE_CLAIM })]),
    });
    const rina = await desk.sit('rina');
    await rina.press('n');
    const [candidate] = rina.session.state.open?.view.candidates ?? [];
    expect(candidate?.factCheck.id).toBe('same');
    await rina.press('A');
    expect(rina.session.state.screen).toBe('attach');
    expect(rina.screen()).toContain('Apakah keduanya klaim yang sama?');
    await rina.press('A', 'enter');
    expect((await desk.store.cases.list('published', 10)).length).toBe(0);
    await rina.press('y');
    expect((await desk.store.cases.list('published', 10)).length).toBe(1);
  });

  test('an example sentence stays on the form', async () => {
    const desk = await openConsole({ cases: 1 });
    const rina = await desk.sit('rina');
    await rina.press('n', '1', 'ctrl-s');
    expect(rina.session.state.screen).toBe('form');
    expect(rina.screen()).toContain('kalimat contoh');
    expect((await desk.store.cases.list('published', 10)).length).toBe(0);
  });
});

const CONSOLE_CLAIM =
  'Bansos 600 ribu cair hari ini, daftar di bansos-kilat.xyz sebelum jam 12 (kabar ke-1)';

async function aDeskWith(text = NEWS) {
  const desk = await aDesk({}, text);
  await desk.store.factChecks.save([UNLIKE, DIFFERENT]);
  await desk.deps.index.follow();
  return desk;
}

async function compared(deps: AppDeps, ticket: string, id: string) {
  const found = await deps.store.cases.byTicket(ticket);
  const comparison = found && (await compareFactCheck(deps, found, id));
  if (!comparison) throw new Error(`${id} cannot be compared`);
  return comparison;
}

async function atWeb(text = NEWS, factChecks = [UNLIKE]) {
  const desk = await openDesk();
  const ticket = await desk.ask(text);
  await desk.store.factChecks.save(factChecks);
  await desk.deps.index.follow();
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  await rina.post(`/review/cases/${ticket}/claim`, {});
  return { desk, rina, ticket };
}
