import { expect, test } from 'vitest';
import { threats } from '../../src/domain/cases/threats.ts';
import { reply } from '../../src/services/cases/decide-case.ts';
import { aCase, aCaseCommit, aFactCheck, aTip } from '../support/builders.ts';
import { openDesk } from './open-desk.ts';

const DRONE =
  'Mulai Jumat semua warga RW 05 wajib membayar iuran drone pengintai 75 ribu per keluarga';

test('a fact-check that comes near is laid beside the case, with what differs marked, and attached by a yes', async () => {
  const { desk, rina, ticket } = await openDrone();
  expect(rina.screen()).toContain('≠ Beda angka: 75 ribu ↔ 50 ribu');
  await rina.press('A');
  expect(rina.screen()).toContain('≠ Beda angka: 75 ribu ↔ 50 ribu');
  expect((await desk.store.cases.byTicket(ticket))?.status).toBe('open');
  await rina.press('y');
  expect(await desk.store.cases.byTicket(ticket)).toMatchObject({
    status: 'published',
    factCheck: 'drone-50',
  });
  await rina.press('u');
  expect((await desk.store.cases.byTicket(ticket))?.status).toBe('open');
});

test('where nothing can be taken back, attaching asks once', async () => {
  const { desk, rina, ticket } = await openDrone({ undoMs: 0 });
  await rina.press('A');
  expect((await desk.store.cases.byTicket(ticket))?.status).toBe('open');
  expect(rina.screen()).toContain('Apakah keduanya klaim yang sama?');
  await rina.press('y');
  expect((await desk.store.cases.byTicket(ticket))?.status).toBe('published');
});

test('a fact-check is found by words and attached to the case in hand', async () => {
  const { desk, rina, ticket } = await openDrone();
  await rina.press('f');
  await rina.type('iuran drone');
  await rina.press('enter');
  expect(rina.screen()).toContain('SALAH: Iuran drone 50 ribu');
  await rina.press('l', 'y');
  expect((await desk.store.cases.byTicket(ticket))?.factCheck).toBe('drone-50');
});

test('a case is merged into one of its likes, and taken out again', async () => {
  const { desk, rina, ticket } = await openDrone();
  expect(rina.screen({ columns: 80, rows: 60 })).toContain('% DRON2');
  await rina.press('m', '1', 'enter');
  expect((await desk.store.cases.byTicket(ticket))?.status).toBe('merged');
  const into = await desk.store.cases.byTicket('DRON2');
  expect((await desk.store.cases.tipsOf(into?.id ?? '')).length).toBe(3);
  await rina.press('o');
  await rina.type(ticket.toLowerCase());
  await rina.press('enter');
  expect(rina.screen()).toContain('digabung ke kasus lain');
  await rina.press('U');
  expect((await desk.store.cases.byTicket(ticket))?.status).toBe('open');
  expect((await desk.store.cases.tipsOf(into?.id ?? '')).length).toBe(1);
});

test('what harm is likely is said by two keys, and filtered by on the queue', async () => {
  const { desk, rina, ticket } = await openDrone();
  await rina.press('d', '2');
  expect((await desk.store.cases.byTicket(ticket))?.threat).toBe('penipuan');
  expect(rina.screen()).toContain('penipuan, ditetapkan pemeriksa');
  await rina.press('escape', '6');
  for (const threat of threats) {
    await rina.press('h');
    expect(rina.session.state.filter.threat).toBe(threat);
    expect(rina.screen().includes(ticket)).toBe(threat === 'penipuan');
  }
});

test('a tip is split off by its number', async () => {
  const { desk, rina } = await openDrone();
  await rina.press('S', '9', 'enter');
  expect(rina.screen()).toContain('Tidak ada kiriman dengan nomor itu');
  await rina.press('S', '2', 'enter');
  expect(rina.screen()).toContain('sekarang kasus sendiri');
  expect((await desk.store.cases.list('open', 9)).length).toBe(3);
});

test('notes, tags and an assignee stand on the case, and the case stays open', async () => {
  const { desk, rina, ticket } = await openDrone();
  await rina.press('c');
  await rina.type('Sudah telepon RW');
  await rina.press('enter', 't');
  await rina.type('drone, RW05');
  await rina.press('enter', 'a');
  await rina.type('budi');
  await rina.press('enter');
  expect(await desk.store.cases.byTicket(ticket)).toMatchObject({
    tags: ['drone', 'rw05'],
    assignee: 'budi',
    lease: { by: 'rina' },
  });
  expect(rina.screen({ columns: 80, rows: 70 })).toContain('mencatat: Sudah telepon RW');
  expect(rina.screen()).toContain('#drone #rw05');
});

test('citizens are asked, and their answer stands in the case', async () => {
  const desk = await openDesk({ cases: 0 });
  await desk.report('wati', DRONE);
  const rina = await desk.sit('rina');
  await rina.press('enter', 'i');
  await rina.type('Siapa yang mengirim?');
  await rina.press('enter');
  await desk.wait(5000);
  expect(desk.heard.at(-1)?.text).toContain('Siapa yang mengirim?');
  await desk.write('wati', 'Pak RT di grup');
  await desk.wait(3000);
  expect(rina.screen()).toContain('jawab: Pak RT di grup');
});

test('a case is closed with a reason by two keys', async () => {
  const { desk, rina, ticket } = await openDrone();
  await rina.press('x');
  expect(rina.screen()).toContain('[3] Bukan klaim');
  await rina.press('3');
  expect(await desk.store.cases.byTicket(ticket)).toMatchObject({
    status: 'closed',
    closing: 'not_a_claim',
  });
});

test('a verdict that needs two is proposed by one and agreed to by another, never by the same', async () => {
  const desk = await openDesk({ cases: 1, settings: { secondPerson: ['money'] } });
  const rina = await desk.sit('rina');
  await rina.press('enter', '2');
  expect(rina.screen()).toContain('[ Usulkan ]');
  await rina.explain();
  await rina.press('ctrl-s');
  expect(rina.screen()).toContain('menunggu persetujuan');
  await rina.press('6', 'enter', 'y');
  expect(rina.screen()).toContain('harus disetujui orang lain');
  await rina.press('escape');
  const dewi = await desk.sit('dewi', 'reviewer');
  await dewi.press('3', 'enter', 'y');
  expect(dewi.screen()).toContain('Peran Anda tidak membolehkan itu');
  await dewi.press('escape');
  const budi = await desk.sit('budi', 'editor');
  await budi.press('3', 'enter');
  expect(budi.screen()).toContain('Usulan rina: PENIPUAN');
  await budi.press('G');
  expect(budi.screen()).toContain('Pengelolanya sudah membantah.');
  expect(budi.screen()).toContain('[Membantu]');
  await budi.press('y');
  expect((await desk.store.cases.byTicket('K000'))?.status).toBe('published');
});

test('a proposal is sent back with a word why, and is its maker’s draft again', async () => {
  const desk = await openDesk({ cases: 1, settings: { secondPerson: ['money'] } });
  const rina = await desk.sit('rina');
  await rina.press('enter', '2');
  await rina.explain();
  await rina.press('ctrl-s');
  const budi = await desk.sit('budi', 'editor');
  await budi.press('3', 'enter', 'b');
  await budi.type('Sumbernya mana?');
  await budi.press('enter');
  expect(await desk.store.cases.byTicket('K000')).toMatchObject({
    assignee: 'rina',
    draft: { by: 'rina', verdict: 'penipuan' },
  });
});

test('a long case is scrolled to its end and back, never beyond', async () => {
  const { rina } = await openDrone();
  await rina.press('G');
  expect(rina.screen()).toContain('(akhir)');
  const end = rina.screen();
  await rina.press('G', 'j', 'pagedown');
  expect(rina.screen()).toBe(end);
  await rina.press('k');
  expect(rina.screen()).not.toBe(end);
  await rina.press('g');
  expect(rina.screen()).toContain('Kata-kata yang beredar');
});

test('marked cases are closed together, all but one that somebody else holds', async () => {
  const desk = await openDesk({ cases: 4 });
  const [rina, budi] = [await desk.sit('rina'), await desk.sit('budi')];
  await budi.press('enter');
  await rina.press('6', ' ', ' ', ' ');
  expect(rina.screen()).toContain('3 ditandai');
  await rina.press('x', '1');
  expect(rina.screen()).toContain('2 dari 3 kasus selesai diubah');
  expect((await desk.store.cases.list('closed', 9)).length).toBe(2);
  await rina.press('u', 'escape', 'u');
  expect((await desk.store.cases.list('closed', 9)).length).toBe(0);
});

test('the queue is filtered by words and by topic', async () => {
  const desk = await openDesk({ cases: 8 });
  const rina = await desk.sit('rina');
  await rina.press('/');
  await rina.type('vaksin');
  await rina.press('enter');
  expect(rina.screen()).toContain('Saringan: kata “vaksin”');
  expect(rina.lines()[2]).toContain('Vaksin HPV');
  expect(rina.lines()[4]?.trim()).toBe('');
  await rina.press('escape', 't');
  expect(rina.lines()[2]).toContain('KPU');
});

test('the figures of the day count what this reviewer decided', async () => {
  const desk = await openDesk({ cases: 5 });
  const [rina, budi] = [await desk.sit('rina'), await desk.sit('budi')];
  for (const ms of [40_000, 20_000, 60_000]) {
    await rina.press('enter');
    await desk.wait(ms);
    await rina.press('1');
    await rina.explain();
    await rina.press('ctrl-s');
  }
  await budi.press('n', 'x', '1');
  await rina.press('s');
  expect(rina.session.state.figures).toMatchObject({ decided: 3, decidedByAll: 4, open: 1 });
  expect(rina.session.state.figures?.medianWorkMs).toBe(40_000);
});

async function openDrone(settings = {}) {
  const title = 'Iuran drone 50 ribu untuk warga RW 05 tidak ada';
  const near = DRONE.replace('75 ribu', '50 ribu');
  const desk = await openDesk({
    cases: 0,
    settings,
    prepare: async (store) => {
      const one = aCase({ ticket: 'DRON1', claim: DRONE, claimKey: 'one' });
      const other = aCase({
        ticket: 'DRON2',
        claim: DRONE.replace('Jumat', 'Senin'),
        claimKey: 'two',
      });
      const tips = [
        aTip({ case: one.id, text: DRONE, forwardingScore: 9 }),
        aTip({ case: one.id, text: `Benarkah? ${DRONE}` }),
        aTip({ case: other.id, text: other.claim }),
      ];
      await store.cases.commit(aCaseCommit({ newCases: [one, other], tips }));
      await store.factChecks.save([
        aFactCheck({ id: 'drone-50', title, claim: near, narratives: [near] }),
      ]);
    },
  });
  const rina = await desk.sit('rina');
  await rina.press('enter');
  const ticket = rina.session.state.open?.view.case.ticket ?? '';
  return { desk, rina, ticket };
}

test('what the bot offered, and what changed in a proposal that waits, stand on the case', async () => {
  const title = 'Air rebusan daun sirsak tidak menyembuhkan kanker';
  const check = aFactCheck({ id: 'leaf', title });
  const commit = aCaseCommit({
    newCases: [
      aCase({ id: 'c-leaf', ticket: 'DAUN9', claim: 'Air rebusan daun menyembuhkan kanker' }),
    ],
    tips: [aTip({ case: 'c-leaf', offered: { factChecks: [check.id], answer: 'not-this' } })],
  });
  const desk = await openDesk({
    cases: 0,
    settings: { secondPerson: ['health'] },
    prepare: async (store) => {
      await store.factChecks.save([check]);
      await store.cases.commit(commit);
    },
  });
  const decision = {
    verdict: 'salah',
    summary: 'Pengurusnya sudah membantah kabar ini di situs resminya.',
    url: 'https://sumber.example/cek',
  } as const;
  await reply(desk.deps, { ticket: 'DAUN9', reviewer: 'budi' }, decision);
  const better = { ...decision, summary: decision.summary.replace('Pengurusnya', 'Lurahnya') };
  await reply(desk.deps, { ticket: 'DAUN9', reviewer: 'edi' }, better);
  const rina = await desk.sit('rina');
  await rina.press('o');
  await rina.type('daun9');
  await rina.press('enter');
  const screen = rina.screen({ columns: 120, rows: 60 });
  expect(screen).toContain(`${title} · dijawab “bukan ini” oleh 1 warga`);
  expect(screen).toContain('Yang berubah sejak usulan budi:');
  expect(screen).toContain('[−Pengurusnya] [+Lurahnya] sudah membantah');
});
