import { describe, expect, test } from 'vitest';
import { addNote, seeMentions } from '../../../src/services/cases/mentions.ts';
import { NOTICES } from './browser-notices.ts';
import { hasChromium, letIn, openChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';
import { lookAt } from './look-at.ts';
import { atScreen } from './on-screen.ts';

test('a mention is counted in the navigation and the title until the case is opened', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  const joko = await desk.enter('Joko', 'viewer');
  await rina.get(`/review/cases/${ticket}`);
  await rina.post(`/review/cases/${ticket}/note`, { note: '@Joko, kenal sumbernya?' });
  expect(rina.path).toContain('done=saved');
  await joko.get('/review/queue');
  expect(joko.page).toContain('<title>(1) Antrean');
  expect(joko.page).toContain('aria-label="1 sebutan belum dibaca"');
  await joko.get('/review/account');
  expect(joko.page).toContain(`<a href="/review/cases/${ticket}"`);
  await joko.get(`/review/cases/${ticket}`, { 'x-live': '1' });
  expect(joko.page).toContain('<title>(1) ');
  await joko.get(`/review/cases/${ticket}`);
  expect(joko.page).not.toContain('<title>(');
  await joko.get('/review/account');
  expect(joko.page).toContain(`${ticket}, oleh Rina`);
  expect(joko.page).not.toContain('belum dibaca');
  expect(desk.broken).toEqual([]);
});

test('the history says who of those mentioned cannot open the case', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  await desk.add('Mira', 'partner');
  await rina.get(`/review/cases/${ticket}`);
  await rina.post(`/review/cases/${ticket}/note`, { note: '@Mira, tolong lihat' });
  expect(rina.path).toContain('done=saved');
  expect(rina.page).toContain('tanpa bisa memberi tahu Mira: @Mira, tolong lihat');
});

test('names for the palette and cases by their holder are for those who hand cases over', async () => {
  const desk = await openDesk();
  const [held, free] = [
    await desk.ask('Besok semua bank tutup sebulan'),
    await desk.ask('Air galon isi ulang dicampur sabun cuci pedagang', 'budi'),
  ];
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${held}`);
  await rina.post(`/review/cases/${held}/claim`, {});
  expect(rina.page).not.toContain('data-people');
  await rina.get('/review/people');
  expect(rina.status).toBe(403);
  const sari = await desk.enter('Sari', 'editor');
  await sari.get('/review/people');
  expect(sari.page).toContain('<a href="/review/queue?list=all&#38;holder=Rina">Rina</a>');
  await sari.get('/review/queue?list=all&holder=Rina');
  expect(sari.page).toContain(held);
  expect(sari.page).not.toContain(`/review/cases/${free}`);
});

describe.runIf(hasChromium)('in a browser', { timeout: 240_000 }, () => {
  test('whoever asked for it is told of a mention, once, and led to the case', async () => {
    const desk = await openDesk();
    const ticket = await desk.ask('Besok semua bank tutup sebulan');
    const { cookies } = await desk.enter('Joko', 'viewer');
    const { page, complaints } = await openPage(await openChromium());
    const until = (state: string) =>
      expect.poll(() => page.evaluate(state), { timeout: 20_000 }).toBe(true);
    await page.addInitScript(NOTICES);
    await page.clock.install();
    await letIn(page, desk.url, cookies);
    await addNote(desk.deps, { ticket, reviewer: 'Rina' }, '@Joko, sudah lihat?');
    for (const language of ['en', 'id']) {
      await page.context().addCookies([{ name: 'posko-language', value: language, url: desk.url }]);
      await page.goto(`${desk.url}/review/account`);
      expect(await lookAt(page, `account-mentioned-${language}`)).toEqual([]);
    }
    await page.waitForSelector('html.js');
    await page.getByRole('checkbox', { name: 'pemberitahuan di peramban' }).check();
    await until("localStorage.getItem('posko-notices') !== null");
    const readAlready = await desk.ask('Air galon isi ulang dicampur sabun cuci pedagang', 'budi');
    await addNote(desk.deps, { ticket: readAlready, reviewer: 'Rina' }, '@Joko, sudah tahu?');
    const joko = (await desk.store.reviewers.byName('Joko'))?.id ?? '';
    await seeMentions(desk.deps, joko, readAlready);
    await page.route('**/review/account', (route) => route.abort());
    const lost = page.waitForEvent('requestfailed');
    await page.clock.runFor(31_000);
    await lost;
    await page.unroute('**/review/account');
    await desk.clock.advance(1000, async () => {});
    await addNote(desk.deps, { ticket, reviewer: 'Rina' }, '@Joko, satu lagi');
    await page.clock.runFor(31_000);
    await until('window.told.length > 0');
    expect(await page.evaluate('window.told.map(([text]) => text)')).toEqual([
      `Anda disebut: ${ticket}, oleh Rina`,
    ]);
    await page.evaluate("window.last.dispatchEvent(new Event('click'))");
    await page.waitForURL(`**/review/cases/${ticket}`);
    expect(await page.title()).not.toContain('(');
    expect(complaints).toEqual([expect.stringContaining('ERR_FAILED')]);
  });

  test('a colleague is found in the palette, with the cases that they hold', async () => {
    const { desk, page, complaints } = await atScreen({ width: 1440, height: 900 });
    await page.goto(`${desk.url}/review/queue`);
    await page.waitForSelector('html.js');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('dipegang sari');
    await page.waitForSelector('#palette [role=option]:has-text("Kasus yang dipegang Sari")');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/review/queue?list=all&holder=Sari');
    expect(complaints).toEqual([]);
  });
});
