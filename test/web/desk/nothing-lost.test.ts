import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { LEASE_MS } from '../../../src/domain/cases/lifecycle.ts';
import { setPoints } from '../../../src/services/cases/checklists.ts';
import { claim, reply } from '../../../src/services/cases/decide-case.ts';
import { PASSWORD } from '../../support/gate.ts';
import { hasChromium, letIn, openChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';

const SUMMARY = 'Bank sentral membantah kabar ini di situs resminya.';
const POINTS = ['Sumber medis?', 'Sudah ditanya?'];

/** A reviewer who writes the verdict of a case. */
async function aWriter({ undoMs = 60_000, news = 'Besok semua bank tutup sebulan' } = {}) {
  const desk = await openDesk({ undoMs });
  await setPoints(desk.deps, { topic: 'health', text: POINTS.join('\n'), seen: '', by: 'Edi' });
  const ticket = await desk.ask(news);
  const { cookies } = await desk.enter('Rina', 'reviewer');
  const { page, complaints } = await openPage(await openChromium());
  await letIn(page, desk.url, cookies);
  await page.goto(`${desk.url}/review/cases/${ticket}`);
  await page.click('#take');
  await page.waitForSelector('html.js #decision');
  const draft = async () => (await desk.store.cases.byTicket(ticket))?.draft?.summary;
  return { desk, page, complaints, ticket, draft };
}

/** What stands to be copied on a page that could not take it. */
function keptOn(page: string): string {
  return /<textarea id="kept"[^>]*>([^<]*)/.exec(page)?.[1]?.trim() ?? '';
}

const DECISION = { verdict: 'salah', summary: SUMMARY, url: 'https://sumber.example/cek' } as const;
const WORDS = 'Sudah saya telepon Ibu Ani, katanya tidak benar.';

test.for([
  { what: 'a note', action: 'note', fields: { note: WORDS } },
  { what: 'a question', action: 'ask', fields: { question: WORDS } },
  { what: 'a verdict', action: 'verdict', fields: { verdict: 'salah', summary: WORDS } },
])('$what on a case that a colleague decided meanwhile can be copied', async (each) => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  await rina.post(`/review/cases/${ticket}/claim`, {});
  const fence = rina.field('fence');
  await desk.wait(LEASE_MS);
  await claim(desk.deps, { ticket, reviewer: 'Budi' });
  await reply(desk.deps, { ticket, reviewer: 'Budi' }, DECISION);
  const page = await rina.post(`/review/cases/${ticket}/${each.action}`, { ...each.fields, fence });
  expect(rina.status).toBeGreaterThanOrEqual(400);
  expect(keptOn(page)).toBe(WORDS);
});

test('what a browser keeps of a verdict is kept for who typed it, and for no other case', async () => {
  const desk = await openDesk();
  const first = await desk.ask('Besok semua bank tutup sebulan');
  const second = await desk.ask('Air galon isi ulang di Pasar Rebo dicampur sabun cuci', 'budi');
  const kept: string[] = [];
  for (const name of ['Rina', 'Sari']) {
    const browser = await desk.enter(name, 'reviewer');
    for (const ticket of [first, second]) {
      await browser.get(`/review/cases/${ticket}`);
      await browser.post(`/review/cases/${ticket}/claim`, {});
      kept.push(/data-kept="([^"]+)"/.exec(browser.page)?.[1] ?? '');
      await browser.post(`/review/cases/${ticket}/release`, {});
    }
  }
  expect(kept).not.toContain('');
  expect(new Set(kept).size).toBe(4);
});

test('words that somebody else was faster with can be copied beside theirs', async () => {
  const desk = await openDesk();
  const sari = await desk.enter('Sari', 'editor');
  await sari.get('/review/newsroom');
  const form = { topic: 'health', seen: '' };
  await sari.post('/review/newsroom/checklists', { ...form, text: 'Ada sumber medis?' });
  const page = await sari.post('/review/newsroom/checklists', {
    ...form,
    text: 'Sudah tanya dokter?',
  });
  expect(page).toContain('Ada sumber medis?');
  expect(keptOn(page)).toBe('Sudah tanya dokter?');
});

test.for([
  { what: 'a form of an earlier login', cookie: 'posko-desk', status: 401 },
  { what: 'a form that is no longer good', form: 'lama', status: 403 },
])('$what leads back to its page, with what was typed', async ({ cookie, form, status }) => {
  const desk = await openDesk();
  const path = `/review/cases/${await desk.ask('Besok semua bank tutup sebulan')}`;
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`${path}?done=taken`);
  if (cookie) await rina.post('/review/logout', {});
  const page = await rina.post(
    `${path}/note`,
    { note: WORDS, ...(form && { form }) },
    { referer: `${desk.url}${path}?done=taken` },
  );
  expect(rina.status).toBe(status);
  expect(keptOn(page)).toBe(WORDS);
  expect(page).toContain(status === 401 ? `next=${encodeURIComponent(path)}` : `href="${path}"`);
});

test('who changes the language of a page with a mistake stays at the case', async () => {
  const desk = await openDesk();
  const path = `/review/cases/${await desk.ask('Besok semua bank tutup sebulan')}`;
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(path);
  const page = await rina.post(`${path}/note`, { note: '' });
  expect(page).toContain(`name="next" value="${path}"`);
});

test('a password that was refused stands nowhere on the page', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/account');
  const password = 'bukan kata sandi saya';
  const page = await rina.post('/review/account/password', {
    password,
    fresh: 'kata sandi baru sekali',
  });
  expect(rina.status).toBe(400);
  expect(page).not.toContain(password);
  expect(page).not.toContain('kata sandi baru sekali');
});

async function write(page: Page): Promise<void> {
  await page.click('.choice.v-salah');
  await page.fill('#summary', SUMMARY);
  await page.fill('#url', 'https://sumber.example/cek');
}

describe.runIf(hasChromium)('at the desk nothing is lost', { timeout: 120_000 }, () => {
  test('a lost connection is said at once, and what was typed is sent when it is back', async () => {
    const { page, draft } = await aWriter();
    await page.context().setOffline(true);
    await page.waitForSelector('#saved:has-text("sambungan terputus")');
    await write(page);
    await page.click('#publish');
    await page.waitForTimeout(1000);
    expect(page.url()).not.toContain('done=published');
    expect(await page.inputValue('#summary')).toBe(SUMMARY);
    expect(await draft()).toBeUndefined();
    await page.context().setOffline(false);
    await page.waitForSelector('#saved:has-text("Draf tersimpan")');
    expect(await draft()).toBe(SUMMARY);
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });

  test('what could not be saved is there again when the page is opened anew', async () => {
    const { page, draft } = await aWriter();
    await page.route('**/draft', (route) => route.abort());
    await write(page);
    await page.waitForSelector('#saved:has-text("sambungan terputus")');
    await page.unroute('**/draft');
    await page.reload();
    expect(await page.inputValue('#summary')).toBe(SUMMARY);
    await expect.poll(draft, { timeout: 10_000 }).toBe(SUMMARY);
  });

  test('an ended login is asked for over the page, and the verdict goes out as it was written', async () => {
    const { desk, page, ticket } = await aWriter();
    await write(page);
    await page.waitForSelector('#saved:has-text("Draf tersimpan")');
    await page.context().clearCookies({ name: 'posko-desk' });
    await page.click('#publish');
    await page.waitForSelector('#door #name');
    expect(await page.textContent('#door')).toContain('tulisan Anda tetap ada');
    await page.fill('#door #name', 'Rina');
    await page.fill('#door #password', 'bukan ini');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#door .alert');
    await page.fill('#door #password', PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**done=published');
    expect((await desk.store.cases.byTicket(ticket))?.undo?.decision?.summary).toBe(SUMMARY);
  });

  test('a double click publishes once, and shows that it is done', async () => {
    const { desk, page, ticket } = await aWriter();
    await write(page);
    await page.dblclick('#publish');
    await page.waitForURL('**done=published');
    const found = await desk.store.cases.byTicket(ticket);
    expect(found?.undo?.decision?.summary).toBe(SUMMARY);
    const history = await desk.store.cases.history(found?.id ?? '');
    expect(history.filter(({ what }) => what === 'published')).toHaveLength(1);
  });

  test('points that were ticked without a connection are ticked when the page is opened again', async () => {
    const { page } = await aWriter({ news: 'Minum air sabun menyembuhkan kanker dan covid' });
    const [ticked, left] = POINTS.map((name) => page.getByRole('checkbox', { name }));
    await page.route('**/draft', (route) => route.abort());
    await ticked?.check();
    await page.reload();
    await page.waitForSelector('html.js #decision');
    expect(await ticked?.isChecked()).toBe(true);
    expect(await left?.isChecked()).toBe(false);
  });

  test('who goes back finds the words that were typed', async () => {
    const { desk, page } = await aWriter();
    await write(page);
    await page.goto(`${desk.url}/review/queue`);
    await page.goBack();
    await page.waitForSelector('html.js #decision');
    expect(await page.inputValue('#summary')).toBe(SUMMARY);
    expect(await page.inputValue('#url')).toBe('https://sumber.example/cek');
  });

  test('who has lost the case keeps the words, and is told who has it', async () => {
    const { desk, page, ticket } = await aWriter();
    await page.route('**/draft', (route) => route.abort());
    await write(page);
    await desk.wait(LEASE_MS);
    await claim(desk.deps, { ticket, reviewer: 'Budi' });
    await page.click('#publish');
    await page.waitForSelector('main > .alert');
    expect(await page.textContent('main > .alert')).toContain('Tulisan Anda masih ada di bawah');
    const kept = await page.inputValue('#kept');
    expect(kept).toContain(SUMMARY);
    expect(kept).toContain('https://sumber.example/cek');
    expect((await desk.store.cases.byTicket(ticket))?.status).toBe('open');
  });

  test('a verdict is undone by a key while the countdown runs', async () => {
    const { desk, page, ticket } = await aWriter();
    await write(page);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL('**done=published');
    expect(await page.textContent('#undo-left')).toMatch(/Bisa dibatalkan (?:1:00|0:\d\d) lagi/);
    await page.keyboard.press('u');
    await page.waitForURL('**done=undone');
    expect((await desk.store.cases.byTicket(ticket))?.status).toBe('open');
  });

  test('what can no longer be undone offers nothing', async () => {
    const { page } = await aWriter({ undoMs: 1500 });
    await write(page);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL('**done=published');
    await page.locator('#undo').waitFor({ state: 'detached' });
  });
});
