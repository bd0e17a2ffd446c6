import { expect, test } from 'vitest';
import { LEASE_MS } from '../../src/domain/cases/lifecycle.ts';
import { claim, close, release, reply } from '../../src/services/cases/decide-case.ts';
import { anId } from '../support/builders.ts';
import { openDesk } from './open-desk.ts';

test('a case is opened, decided, and gone from the queue', async () => {
  const desk = await openDesk();
  const rina = await desk.sit('rina');
  const ticket = rina.session.state.entries[0]?.case.ticket ?? '';
  await rina.press('enter', '1');
  await rina.explain();
  await rina.press('ctrl-s');
  expect(await desk.store.cases.byTicket(ticket)).toMatchObject({ status: 'published' });
  expect(rina.screen()).toContain(`${ticket}: putusan terbit`);
  expect(rina.lines()[1]).not.toContain(ticket);
});

test('keys typed ahead of a case that opens wait for it, and are dropped when it cannot be had', async () => {
  const desk = await openDesk({ cases: 1 });
  const [rina, budi] = [await desk.sit('rina'), await desk.sit('budi')];
  rina.session.press('enter');
  budi.session.press('enter');
  const typed = [...' Bank itu membantah.', 'enter', ...'https://bank.example', 'ctrl-s'];
  for (const seat of [rina, budi]) for (const key of ['2', ...typed]) seat.session.press(key);
  await desk.settle();
  expect((await desk.store.cases.list('published', 9)).length).toBe(1);
  expect(budi.screen()).toMatch(/dipegang rina|sudah diputus/);
  expect(budi.session.state.screen).toBe('case');
});

test('what is typed is kept within a second, and read again by whoever opens the case next', async () => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  await rina.press('enter', '1', 'ctrl-u');
  await rina.type('Kata rina sendiri');
  await desk.wait(1000);
  expect(await desk.store.cases.byTicket('K000')).toMatchObject({
    draft: { by: 'rina', verdict: 'salah', summary: 'Kata rina sendiri' },
  });
  expect(rina.screen()).toContain('· tersimpan');
  await rina.type('!');
  expect(rina.screen()).toContain('belum tersimpan');
  await rina.press('escape', 'escape');
  expect((await desk.store.cases.byTicket('K000'))?.draft?.summary).toBe('Kata rina sendiri!');
  rina.session.stop();
  await desk.wait(LEASE_MS);
  const budi = await desk.sit('budi');
  await budi.press('enter', 'e');
  expect(budi.screen()).toContain('Kata rina sendiri!');
});

test('what is typed while the words before it are being kept is kept too', async () => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  await rina.press('enter', '1', 'ctrl-u');
  await rina.type('Kata rina');
  const commit = desk.store.cases.commit;
  desk.store.cases.commit = (change) => {
    desk.store.cases.commit = commit;
    rina.session.press('!');
    return desk.store.cases.commit(change);
  };
  await desk.wait(2000);
  expect((await desk.store.cases.byTicket('K000'))?.draft?.summary).toBe('Kata rina!');
});

test('the heartbeat keeps the lease for as long as the case is open', async () => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  await rina.press('enter', '1');
  await desk.wait(1.5 * LEASE_MS);
  expect(rina.session.state.open?.hold).toBe('held');
  await rina.explain();
  await rina.press('ctrl-s');
  expect(await desk.store.cases.byTicket('K000')).toMatchObject({ status: 'published' });
});

test('a lease that another reviewer took is seen within two seconds, and the draft stays readable', async () => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  await rina.press('enter', '3', 'ctrl-u');
  await rina.type('Naskah yang tidak boleh hilang');
  await lose(desk);
  await desk.wait(2000);
  expect(rina.screen()).toContain('DIPEGANG budi');
  expect(rina.screen()).toContain('Naskah yang tidak boleh hilang');
  await rina.press('ctrl-s');
  expect(rina.screen()).toContain('bukan lagi milik Anda');
  expect((await desk.store.cases.byTicket('K000'))?.status).toBe('open');
  await rina.press('escape');
  expect(rina.screen()).toContain('Naskah yang tidak boleh hilang');
  await rina.press('escape');
  expect(rina.screen()).toContain('Draf K000 belum tersimpan');
  await rina.press('q');
  expect(rina.screen()).toContain('akan hilang');
  await rina.press('escape', '6', 'enter', '3');
  expect(rina.session.state.open?.form?.summary.text).toBe('Naskah yang tidak boleh hilang');
});

test('a stale lease never decides, even before the screen knows of it', async () => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  await rina.press('enter', '1');
  await rina.explain();
  await lose(desk);
  await rina.press('ctrl-s');
  expect((await desk.store.cases.byTicket('K000'))?.status).toBe('open');
  expect(rina.session.state.open?.hold).toBe('lost');
  expect(rina.session.state.open?.form?.summary.text).toContain('Kabar ini tidak benar');
});

test('a lease that was lost does not count again just because the case is free', async () => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  await rina.press('enter', '1');
  await rina.explain();
  await lose(desk);
  await release(desk.deps, { ticket: 'K000', reviewer: 'budi' });
  await rina.press('ctrl-s');
  expect((await desk.store.cases.byTicket('K000'))?.status).toBe('open');
  expect(rina.screen()).toContain('waktunya habis');
  await rina.press('ctrl-r', 'ctrl-s');
  expect((await desk.store.cases.byTicket('K000'))?.status).toBe('published');
});

test('a verdict written without the case in hand goes out only once the case is taken', async () => {
  const desk = await openDesk({ cases: 1 });
  await claim(desk.deps, { ticket: 'K000', reviewer: 'budi' });
  const rina = await desk.sit('rina');
  await rina.press('6', 'enter');
  await rina.press('1');
  await rina.explain();
  await release(desk.deps, { ticket: 'K000', reviewer: 'budi' });
  await rina.press('ctrl-s');
  expect((await desk.store.cases.byTicket('K000'))?.status).toBe('open');
  expect(rina.screen()).toContain('bukan lagi milik Anda');
  await rina.press('ctrl-r', 'ctrl-s');
  expect((await desk.store.cases.byTicket('K000'))?.status).toBe('published');
});

test('a decision is taken back within its time, with a countdown, and comes back as a draft', async () => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  await rina.press('enter', '2');
  await rina.explain();
  await rina.press('ctrl-s');
  await desk.wait(5000);
  expect(rina.screen()).toContain('u membatalkan K000 (25 dtk lagi)');
  await rina.press('u');
  expect(await desk.store.cases.byTicket('K000')).toMatchObject({
    status: 'open',
    draft: { verdict: 'penipuan' },
  });
  expect(rina.session.state.screen).toBe('case');
  await rina.press('e', 'ctrl-s');
  await desk.wait(31_000);
  expect(rina.screen()).not.toContain('u membatalkan');
  await rina.press('u');
  expect(rina.screen()).toContain('Tidak ada yang bisa dibatalkan');
});

test('of several decisions the latest is taken back first', async () => {
  const desk = await openDesk({ cases: 2 });
  const rina = await desk.sit('rina');
  const decided: string[] = [];
  for (const _ of ['first', 'latest']) {
    decided.push(rina.session.state.entries[0]?.case.ticket ?? '');
    await rina.press('g', 'enter', '2');
    await rina.explain();
    await rina.press('ctrl-s');
  }
  await rina.press('u');
  const found = await Promise.all(decided.map((ticket) => desk.store.cases.byTicket(ticket)));
  expect(found.map((each) => each?.status)).toEqual(['published', 'open']);
});

test('a case that was only read goes back to the queue, and the reviewer is told', async () => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  await rina.press('enter');
  expect((await desk.store.cases.byTicket('K000'))?.lease?.by).toBe('rina');
  await rina.press('escape');
  expect((await desk.store.cases.byTicket('K000'))?.lease).toBeUndefined();
  expect(rina.screen()).toContain('K000: kembali ke antrean');
});

test('quitting with a case in hand asks, and lets it go only when told to', async () => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  await rina.press('enter', '1', 'escape', 'escape', 'q');
  expect(rina.screen()).toContain('Anda memegang K000');
  await rina.press('escape');
  expect(rina.session.state.prompt).toBeUndefined();
  await rina.press('q', 'l');
  await rina.session.ended;
  const found = await desk.store.cases.byTicket('K000');
  expect(found?.lease).toBeUndefined();
  expect(found?.draft?.verdict).toBe('salah');
});

test('who keeps their cases when they quit still holds them', async () => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  await rina.press('enter', '1', 'escape', 'escape', 'q', 'b');
  await rina.session.ended;
  expect((await desk.store.cases.byTicket('K000'))?.lease?.by).toBe('rina');
});

test('the queue is read anew every two seconds, and the cursor stays on its case', async () => {
  const desk = await openDesk({ cases: 3 });
  const rina = await desk.sit('rina');
  await rina.press('j');
  const { cursor } = rina.session.state;
  const [first] = rina.session.state.entries;
  await close(desk.deps, { ticket: first?.case.ticket ?? '', reviewer: 'budi' }, 'spam');
  await desk.report(anId(), 'Besok semua warga RW 05 wajib membayar iuran drone 75 ribu');
  await desk.wait(2000);
  expect(rina.session.state.entries.length).toBe(3);
  expect(rina.session.state.cursor).toBe(cursor);
  expect(rina.screen()).toContain('iuran drone');
});

test('a store that does not answer is told of, and loses nothing that was written', async () => {
  const desk = await openDesk({ cases: 1 });
  const rina = await desk.sit('rina');
  await rina.press('enter', '1');
  await rina.explain();
  const commit = desk.store.cases.commit;
  desk.store.cases.commit = () => Promise.reject(new Error('disk full'));
  await rina.press('ctrl-s');
  expect(rina.screen()).toContain('Penyimpanan tidak menjawab: disk full');
  expect(rina.session.state.screen).toBe('form');
  desk.store.cases.commit = commit;
  await rina.press('ctrl-s');
  expect((await desk.store.cases.byTicket('K000'))?.status).toBe('published');
});

test('the message of a proposal goes from the screen when another proposal takes its place', async () => {
  const { desk, budi } = await aProposalReplaced();
  expect(budi.screen(TALL)).toContain(LETTER);
  await desk.wait(2000);
  expect(budi.screen(TALL)).not.toContain(LETTER);
});

test('nobody agrees to a proposal that took the place of the one on their screen', async () => {
  const { desk, budi } = await aProposalReplaced();
  await budi.press('y');
  expect(budi.screen()).toContain('Usulannya sudah berganti');
  expect((await desk.store.cases.byTicket('K000'))?.status).toBe('open');
  await budi.press('y');
  expect((await desk.store.cases.byTicket('K000'))?.status).toBe('published');
});

const TALL = { columns: 80, rows: 200 };
/** A choice below the message for citizens. */
const LETTER = '[Membantu]';

/** Rina proposes, budi reads it while dewi has the case, and dewi proposes something else. */
async function aProposalReplaced() {
  const desk = await openDesk({ cases: 1, settings: { secondPerson: ['money'] } });
  const rina = await desk.sit('rina');
  await rina.press('enter', '2');
  await rina.explain();
  await rina.press('ctrl-s');
  await desk.wait(1000);
  const on = { ticket: 'K000', reviewer: 'dewi' };
  await claim(desk.deps, on);
  const budi = await desk.sit('budi', 'editor');
  await budi.press('3', 'enter');
  await reply(desk.deps, on, {
    verdict: 'salah',
    summary: 'Pendaftarannya tidak pernah dibuka.',
    url: 'https://sumber.example/lain',
  });
  return { desk, budi };
}

/** The lease runs out unnoticed, and budi takes the case. */
async function lose(desk: Awaited<ReturnType<typeof openDesk>>): Promise<void> {
  const found = await desk.store.cases.byTicket('K000');
  if (!found) throw new Error('there is no case K000');
  const { lease: _, ...free } = found;
  await desk.store.cases.commit({ cases: [free], history: [] });
  await claim(desk.deps, { ticket: 'K000', reviewer: 'budi' });
}
