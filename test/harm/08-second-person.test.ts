import { expect, test } from 'vitest';
import { sayThreat } from '../../src/services/cases/amend-case.ts';
import { approve, reply } from '../../src/services/cases/decide-case.ts';
import { mergeCases, splitCase } from '../../src/services/cases/merge-cases.ts';
import { listQueue } from '../../src/services/cases/queue.ts';
import {
  approveChange,
  returnChange,
  takeBackChange,
} from '../../src/services/fact-checks/decide-change.ts';
import { listChanges } from '../../src/services/fact-checks/proposed-change.ts';
import {
  addFactCheck,
  correctFactCheck,
  retractFactCheck,
} from '../../src/services/fact-checks/submit-change.ts';
import { submitImport } from '../../src/services/fact-checks/submit-import.ts';
import { aDesk, NEWS } from '../support/a-desk.ts';
import { attachSeen } from '../support/attach-seen.ts';
import { aFactCheck } from '../support/builders.ts';

/** As a post is started in production. */
const PRODUCTION = { undoMs: 10_000, secondPerson: ['election', 'sara', 'health'] as const };
const VOTE = 'Petugas KPPS di Cibiru sudah nyoblos duluan sebelum warga datang ke lokasi';
const DECISION = {
  verdict: 'salah',
  summary: 'Kabar itu tidak benar menurut panitia.',
  url: 'https://cek.example/artikel-7',
} as const;
const PLAIN = { title: 'Toko Maju buka', narratives: ['Toko Maju Jaya tutup selamanya bulan ini'] };

/** A post as in production with one election case, and how often anybody was told a verdict on it. */
async function aVoteDesk() {
  const desk = await aDesk(PRODUCTION, VOTE);
  const before = desk.heard.length;
  const told = async () => {
    await desk.wait(120_000);
    return desk.heard.slice(before).filter(({ text }) => /SALAH|BENAR|ditarik|Ralat/.test(text))
      .length;
  };
  const budi = { ticket: desk.ticket, reviewer: 'budi' };
  const caseNow = async (ticket = desk.ticket) => desk.store.cases.byTicket(ticket);
  return { ...desk, told, budi, caseNow };
}

async function other(desk: Awaited<ReturnType<typeof aVoteDesk>>): Promise<string> {
  await desk.report('w2', NEWS);
  const all = await listQueue(desk.deps);
  return all.map((each) => each.case.ticket).find((ticket) => ticket !== desk.ticket) ?? '';
}

test('one person alone cannot settle an election case by attaching an unrelated fact-check', async () => {
  const desk = await aVoteDesk();
  const known = aFactCheck(PLAIN);
  await desk.store.factChecks.save([known]);
  await attachSeen(desk.deps, desk.rina, known.id);
  expect(await desk.told()).toBe(0);
  expect((await desk.caseNow())?.proposal).toMatchObject({ by: 'rina', attach: { id: known.id } });
  expect(await approve(desk.deps, desk.rina)).toMatchObject({ why: 'own-proposal' });
  expect(await approve(desk.deps, desk.budi)).toMatchObject({ type: 'done' });
  expect(await desk.told()).toBe(1);
});

test('an attachment is approved only for the version that was proposed', async () => {
  const desk = await aVoteDesk();
  const known = aFactCheck(PLAIN);
  await desk.store.factChecks.save([known]);
  await attachSeen(desk.deps, desk.rina, known.id);
  await desk.store.factChecks.save([{ ...known, version: 2, verdict: 'benar' }]);
  expect((await approve(desk.deps, desk.budi)).type).toBe('refused');
  expect(await desk.told()).toBe(0);
});

test('a harmless case is not settled by one person with a fact-check about an election', async () => {
  const desk = await aVoteDesk();
  const ticket = await other(desk);
  const vote = aFactCheck({ title: 'Sirekap tidak diretas', narratives: [] });
  await desk.store.factChecks.save([vote]);
  await attachSeen(desk.deps, { ticket, reviewer: 'rina' }, vote.id);
  expect((await desk.caseNow(ticket))?.status).toBe('open');
});

test('an election case merged into a harmless one keeps needing two, also after it was taken out of words', async () => {
  const desk = await aVoteDesk();
  const into = await other(desk);
  await mergeCases(desk.deps, { from: desk.ticket, into, reviewer: 'rina' });
  await reply(desk.deps, { ticket: into, reviewer: 'rina' }, DECISION);
  expect(await desk.told()).toBe(0);
  expect((await desk.caseNow(into))?.proposal?.by).toBe('rina');
});

test('a title about an election needs two on a harmless case', async () => {
  const desk = await aDesk(PRODUCTION);
  await reply(desk.deps, desk.rina, { ...DECISION, title: 'Hitung cepat pilgub diatur' });
  expect((await desk.store.cases.byTicket(desk.ticket))?.status).toBe('open');
});

test('a fact-check is given in the name of registered organisations alone, on any way', async () => {
  const desk = await aDesk({ ...PRODUCTION, organisations: ['Cek Contoh'] });
  const written = { ...PLAIN, verdict: 'salah', summary: DECISION.summary } as const;
  const add = (org: string, title = PLAIN.title) =>
    addFactCheck(desk.deps, { by: 'edi', written: { ...written, org, title } });
  expect(await add('KPU')).toEqual({ type: 'refused', why: 'unknown-org' });
  expect((await add('cek contoh')).type).toBe('held');
  expect((await add('Posko', 'Toko Mundur buka')).type).toBe('held');
  const done = await reply(desk.deps, desk.rina, { ...DECISION, org: 'KPU' });
  expect(done).toEqual({ type: 'refused', why: 'unknown-org' });
  const known = aFactCheck(PLAIN);
  await desk.store.factChecks.save([known]);
  const sneaked = { org: 'KPU', summary: 'Toko itu buka setiap hari.', by: 'edi' };
  await correctFactCheck(desk.deps, known.id, sneaked);
  await desk.wait(60_000);
  expect(await desk.store.factChecks.get(known.id)).toMatchObject({ org: 'Posko', version: 2 });
});

test('an election fact-check is added, corrected and withdrawn by two people', async () => {
  const desk = await aVoteDesk();
  const known = aFactCheck({ id: 'v', title: 'Coblosan tidak diundur' });
  await desk.store.factChecks.save([known]);
  const added = await addFactCheck(desk.deps, {
    by: 'edi',
    written: {
      title: 'Golput didenda',
      verdict: 'salah',
      org: 'Posko',
      summary: DECISION.summary,
      narratives: [],
    },
  });
  const corrected = await correctFactCheck(desk.deps, 'v', {
    verdict: 'benar',
    by: 'edi',
    why: 'x',
  });
  expect([added.type, corrected.type]).toEqual(['proposed', 'proposed']);
  await desk.wait(60_000);
  expect(await desk.store.factChecks.get('v')).toEqual(known);
  const id = corrected.type === 'proposed' ? corrected.change.id : '';
  expect(await approveChange(desk.deps, { id, by: 'edi' })).toMatchObject({
    why: 'own-proposal',
  });
  expect(await approveChange(desk.deps, { id, by: 'sari' })).toMatchObject({ type: 'held' });
  await desk.wait(60_000);
  expect(await desk.store.factChecks.get('v')).toMatchObject({ verdict: 'benar', version: 2 });
  const events = await desk.store.audit.list(20);
  const event = events.find(({ what }) => what === 'corrected');
  expect(event).toMatchObject({
    by: 'edi',
    details: { before: 'salah', after: 'benar', seconded: 'sari' },
  });
  const withdrawn = await retractFactCheck(desk.deps, 'v', { reason: 'Keliru', by: 'edi' });
  expect(withdrawn.type).toBe('proposed');
});

test('a correction that makes a harmless fact-check one about an election needs two', async () => {
  const desk = await aVoteDesk();
  await desk.store.factChecks.save([aFactCheck({ ...PLAIN, id: 'p' })]);
  const title = 'Cawalkot nomor dua dicoret dari surat suara';
  expect((await correctFactCheck(desk.deps, 'p', { title, by: 'edi' })).type).toBe('proposed');
});

test('of an import only the rows that one person may decide are taken in; the rest is one proposal', async () => {
  const desk = await aVoteDesk();
  const row = (id: string, title: string) => {
    const {
      version: _,
      changedAt: __,
      ...rest
    } = aFactCheck({ id, title, narratives: [], summary: DECISION.summary });
    return rest;
  };
  const factChecks = [
    row('a', 'Toko Maju tutup'),
    row('b', 'Sirekap diretas'),
    row('c', 'Umat dilarang azan'),
  ];
  const gathered = { source: 'x.csv', factChecks, same: 0, refused: [] };
  const order = { by: 'edi', proposer: 'edi', gathered };
  const { report, proposed } = await submitImport(desk.deps, order);
  expect(report).toMatchObject({ new: 1, waiting: 2 });
  expect(proposed).toHaveLength(1);
  expect((await desk.store.factChecks.count()).all).toBe(1);
  const again = await submitImport(desk.deps, order);
  expect(again.proposed).toEqual([]);
  const alone = await submitImport(desk.deps, {
    ...order,
    proposer: undefined,
    gathered: { ...gathered, factChecks: [row('d', 'KPU tutup')] },
  });
  expect(alone.report).toMatchObject({ new: 0, refused: [{ line: 1 }] });
  const [id = ''] = proposed.map((each) => each.id);
  await approveChange(desk.deps, { id, by: 'sari' });
  await desk.wait(60_000);
  expect((await desk.store.factChecks.count()).all).toBe(3);
});

test('a proposal that was approved after the fact-check changed does nothing', async () => {
  const desk = await aVoteDesk();
  const known = aFactCheck({ id: 'v', title: 'Coblosan tidak diundur' });
  await desk.store.factChecks.save([known]);
  await correctFactCheck(desk.deps, 'v', { verdict: 'benar', by: 'edi', why: 'x' });
  await desk.store.factChecks.save([{ ...known, version: 2 }]);
  const [change] = await listChanges(desk.deps);
  const done = await approveChange(desk.deps, { id: change?.id ?? '', by: 'sari' });
  expect(done).toEqual({ type: 'refused', why: 'stale' });
  expect(await listChanges(desk.deps)).toEqual([]);
});

test('words that a citizen had erased do not come back with an import that was approved later', async () => {
  const desk = await aVoteDesk();
  const {
    version: _,
    changedAt: __,
    ...row
  } = aFactCheck({ id: 'v', title: 'Coblosan', narratives: ['kata warga'] });
  await desk.store.factChecks.save([{ ...row, version: 1, changedAt: 1 }]);
  const factChecks = [
    { ...row, verdict: 'benar' as const, narratives: ['kata warga', 'bunyi baru'] },
  ];
  const gathered = { source: 'x', factChecks, same: 0, refused: [] };
  const { proposed } = await submitImport(desk.deps, { by: 'edi', proposer: 'edi', gathered });
  expect(JSON.stringify(proposed)).not.toContain('kata warga');
  await desk.store.factChecks.save([{ ...row, narratives: [], version: 1, changedAt: 2 }]);
  await approveChange(desk.deps, { id: proposed[0]?.id ?? '', by: 'sari' });
  await desk.wait(60_000);
  const found = await desk.store.factChecks.get('v');
  expect(found).toMatchObject({ verdict: 'benar', narratives: ['bunyi baru'] });
});

test('a proposal is sent back with a reason, and a change is undone before anybody hears of it', async () => {
  const desk = await aVoteDesk();
  await desk.store.factChecks.save([
    aFactCheck({ id: 'v', title: 'Coblosan' }),
    aFactCheck({ ...PLAIN, id: 'p' }),
  ]);
  await correctFactCheck(desk.deps, 'v', { verdict: 'benar', by: 'edi' });
  await correctFactCheck(desk.deps, 'p', { verdict: 'benar', by: 'edi' });
  const all = await listChanges(desk.deps);
  const first = all.find(({ until }) => until === undefined);
  const second = all.find(({ until }) => until !== undefined);
  const back = await returnChange(desk.deps, { id: first?.id ?? '', by: 'sari', why: 'Kurang' });
  expect(back.type).toBe('returned');
  const undone = await takeBackChange(desk.deps, { id: second?.id ?? '', by: 'edi' });
  expect(undone.type).toBe('taken-back');
  await desk.wait(60_000);
  expect(await desk.store.factChecks.get('p')).toMatchObject({ verdict: 'salah', version: 1 });
  expect(await desk.told()).toBe(0);
});

test('taking a guessed or said threat away does not lower what a case is about', async () => {
  const desk = await aDesk(PRODUCTION);
  await sayThreat(desk.deps, desk.rina, 'pelanggaran_pemilu');
  await sayThreat(desk.deps, desk.rina, 'biasa');
  await reply(desk.deps, desk.rina, DECISION);
  expect((await desk.store.cases.byTicket(desk.ticket))?.status).toBe('open');
});

test('a tip about an election among harmless ones makes the case one for two, also split off', async () => {
  const desk = await aVoteDesk();
  const ticket = await other(desk);
  const into = await desk.caseNow(ticket);
  await mergeCases(desk.deps, { from: desk.ticket, into: ticket, reviewer: 'rina' });
  const tips = await desk.store.cases.tipsOf(into?.id ?? '');
  const vote = tips.find(({ text }) => text === VOTE);
  const split = await splitCase(desk.deps, { ticket, tip: vote?.id ?? '', reviewer: 'rina' });
  const fresh = split.type === 'done' ? split.case.ticket : '';
  await reply(desk.deps, { ticket: fresh, reviewer: 'rina' }, DECISION);
  expect((await desk.caseNow(fresh))?.status).toBe('open');
});

test('near an election what nobody can place needs two as well', async () => {
  const desk = await aDesk(PRODUCTION, 'Lampu jalan di dekat lapangan mati semua tadi malam');
  const at = desk.clock.now() + 5 * 86_400_000;
  const near = { ...desk.deps.settings, elections: [{ name: 'Pilkada', at }] };
  await reply({ ...desk.deps, settings: near }, desk.rina, DECISION);
  expect((await desk.store.cases.byTicket(desk.ticket))?.status).toBe('open');
  await reply(desk.deps, desk.rina, DECISION);
  expect((await desk.store.cases.byTicket(desk.ticket))?.status).toBe('published');
});
