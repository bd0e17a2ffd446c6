import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasChromium, letIn, openChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';
import { atScreen } from './on-screen.ts';
import { putCase } from './rich-desk.ts';

const DESK = { width: 1440, height: 900 };
/** What is written into after a key, on the page of a case that is held. */
const KEYS = {
  i: 'question',
  c: 'note',
  z: 'snooze',
  m: 'into',
  t: 'tags',
  a: 'assignee',
  f: 'library-text',
};

async function open(page: Page, typed: string): Promise<string[]> {
  await page.waitForSelector('html.js');
  await page.keyboard.press('Control+k');
  await page.waitForSelector('#palette[open]');
  await page.keyboard.type(typed);
  return page.locator('#palette [role=option]').allInnerTexts();
}

describe.runIf(hasChromium)('the command palette', { timeout: 120_000 }, () => {
  test('finds actions of the page, pages, cases by their number and fact-checks', async () => {
    const { desk, page, complaints } = await atScreen(DESK);
    await putCase(desk, 'KC01', { claim: 'Semua bank tutup dua bulan' }, { sha256: '', mime: '' });
    await page.goto(`${desk.url}/review/queue`);
    expect((await open(page, 'kc01')).at(0)).toBe('Buka kasus KC01');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/review/cases/KC01');
    await page.click('#take');
    await page.waitForSelector('html.js #decision');
    expect((await open(page, 'tanya warga')).length).toBeGreaterThan(1);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('question');
    await open(page, 'bank tutup');
    await page.waitForSelector('#palette [role=option]:has-text("Semua bank tutup")');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/review/fact-checks?q=bank%20tutup');
    await open(page, 'bank tutup');
    await page.click('#palette [role=option]:has-text("Semua bank tutup")');
    await page.waitForURL('**/review/fact-checks/uji-bank');
    await open(page, 'piket');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/review/roster');
    expect(complaints).toEqual([]);
  });

  test('the keys of the terminal console do the same here', async () => {
    const { desk, page, complaints } = await atScreen(DESK);
    await page.goto(`${desk.url}/review/queue`);
    await page.keyboard.press('n');
    await page.waitForSelector('html.js #decision');
    for (const [key, id] of Object.entries(KEYS)) {
      await page.keyboard.press('Escape');
      await page.keyboard.press(key);
      expect(await page.evaluate('document.activeElement.id')).toBe(id);
      await page.evaluate('document.activeElement.blur()');
    }
    expect(complaints).toEqual([]);
  });

  test('who has chosen so goes on to the next case once a verdict can no longer be undone', async () => {
    const desk = await openDesk({ undoMs: 1000 });
    const ticket = await desk.ask('Besok semua bank tutup sebulan');
    const next = await desk.ask('Air galon isi ulang dicampur sabun cuci pedagang', 'budi');
    const rina = await desk.enter('Rina', 'reviewer');
    const { page, complaints } = await openPage(await openChromium());
    await letIn(page, desk.url, rina.cookies);
    await page.goto(`${desk.url}/review/account`);
    await page.check('[data-choice=advance]');
    await page.goto(`${desk.url}/review/cases/${ticket}`);
    await page.click('#take');
    await page.click('.choice.v-salah');
    await page.fill('#summary', 'Pengurusnya membantah kabar ini di situs resminya.');
    await page.fill('#url', 'https://sumber.example/cek');
    await page.click('#publish');
    await page.waitForURL(`**/review/cases/${next}?done=taken`);
    expect(complaints).toEqual([]);
  });
});

test('a case sleeps until any time to come, and no time that is over', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  await rina.post(`/review/cases/${ticket}/snooze`, { for: 'hour', until: '2020-01-01T08:00' });
  expect(rina.status).toBe(400);
  expect(rina.page).toContain('Waktu itu sudah lewat.');
  await rina.post(`/review/cases/${ticket}/snooze`, { for: 'hour', until: '2026-12-24T08:30' });
  const until = (await desk.store.cases.byTicket(ticket))?.snoozedUntil;
  expect(until).toBe(Date.parse('2026-12-24T01:30:00Z'));
});

test('ticked cases sleep until any time to come, and no time that is over', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/queue');
  await rina.post('/review/bulk/snooze', { ticket, for: 'hour', until: '2020-01-01T08:00' });
  expect(rina.status).toBe(400);
  expect(rina.page).toContain('Waktu itu sudah lewat.');
  await rina.post('/review/bulk/snooze', { ticket, for: 'hour', until: '2026-12-24T08:30' });
  const until = (await desk.store.cases.byTicket(ticket))?.snoozedUntil;
  expect(until).toBe(Date.parse('2026-12-24T01:30:00Z'));
});
