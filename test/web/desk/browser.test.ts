import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PASSWORD } from '../../support/gate.ts';
import { hasChromium, openChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Comes in by the pages, as a person does. */
async function comeIn(desk: Desk, page: Page, name: string): Promise<void> {
  await page.goto(`${desk.url}/review/login`);
  await page.fill('#name', name);
  await page.fill('#password', PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/review\/(?:code|queue)/);
  if (!page.url().includes('/code')) return;
  await page.fill('#code', desk.codeOf(name));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/review\/queue/);
}

describe.runIf(hasChromium)('in Chromium', { timeout: 120_000 }, () => {
  test('with keys alone from the login to a published verdict', async () => {
    const desk = await openDesk();
    await desk.add('Rina', 'reviewer');
    await desk.ask('Besok semua bank tutup sebulan');
    const { page, complaints } = await openPage(await openChromium());
    await page.goto(`${desk.url}/review/queue`);
    const { keyboard } = page;
    for (let n = 0; n < 10 && !(await page.locator('#name:focus').count()); n += 1) {
      await keyboard.press('Tab');
    }
    await keyboard.type('Rina');
    await keyboard.press('Tab');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await page.waitForURL('**/review/queue');
    await keyboard.press('j');
    await keyboard.press('Enter');
    await page.waitForURL('**/review/cases/*');
    await keyboard.press('Enter');
    await page.waitForSelector('html.js #decision');
    await keyboard.press('1');
    await page.waitForSelector('#preview-body .bubble');
    expect(await page.textContent('#preview-body')).toContain('SALAH');
    await keyboard.press('e');
    await keyboard.press('Control+A');
    await keyboard.type('Menteri keuangan membantahnya hari ini.');
    for (let n = 0; n < 10 && !(await page.locator('#url:focus').count()); n += 1) {
      await keyboard.press('Tab');
    }
    await keyboard.type('https://cek.example/bank');
    await keyboard.press('Control+s');
    await page.waitForURL('**done=published');
    expect(await page.textContent('#news')).toContain('warga yang bertanya segera dikabari');
    await desk.settle();
    expect(desk.heard.at(-1)?.text).toContain('Menteri keuangan membantahnya hari ini.');
    expect(complaints).toEqual([]);
  });

  test('what is typed is kept without a touch, and the key of letters is off while typing', async () => {
    const desk = await openDesk();
    await desk.add('Rina', 'reviewer');
    const ticket = await desk.ask('Besok semua bank tutup sebulan');
    const { page } = await openPage(await openChromium());
    await comeIn(desk, page, 'Rina');
    await page.keyboard.press('n');
    await page.waitForSelector('html.js #decision');
    await page.waitForLoadState();
    await page.keyboard.press('e');
    await page.keyboard.type('gac 12 jawaban');
    await expect
      .poll(async () => (await desk.store.cases.byTicket(ticket))?.draft?.summary, {
        timeout: 10_000,
      })
      .toBe('gac 12 jawaban');
    expect(page.url()).toContain(ticket);
    await desk.wait(11 * 60_000);
    await page.keyboard.type('!');
    await page.waitForSelector('#news .alert');
    expect(await page.inputValue('#summary')).toBe('gac 12 jawaban!');
  });

  test('two browsers at one case: the queue tells at once, and the slower one is told who has it', async () => {
    const desk = await openDesk();
    await desk.add('Rina', 'reviewer');
    await desk.add('Budi', 'reviewer');
    const ticket = await desk.ask('Besok semua bank tutup sebulan');
    const browser = await openChromium();
    const { page: rina } = await openPage(browser);
    const { page: budi } = await openPage(browser);
    const { page: watcher } = await openPage(browser);
    await comeIn(desk, rina, 'Rina');
    await comeIn(desk, budi, 'Budi');
    await comeIn(desk, watcher, 'Budi');
    await watcher.goto(`${desk.url}/review/queue?list=all`);
    await rina.goto(`${desk.url}/review/cases/${ticket}`);
    await budi.goto(`${desk.url}/review/cases/${ticket}`);
    await rina.click('#take');
    await rina.waitForSelector('html.js #decision');
    await budi.click('#take');
    await budi.waitForSelector('main > .alert');
    expect(await budi.textContent('main > .alert')).toBe('Rina sedang memegang kasus ini.');
    await watcher.waitForSelector('.state:has-text("dipegang Rina")');
    await desk.ask('Besok semua pasar tutup sebulan', 'budi');
    await watcher.waitForSelector('#news .news:has-text("Ada kasus baru di antrean.")');
    await expect.poll(() => watcher.locator('.case').count(), { timeout: 10_000 }).toBe(2);
  });

  test('the flow map follows what citizens do, and leaves open what is open', async () => {
    const desk = await openDesk();
    await desk.add('Rina', 'reviewer');
    const { page, complaints } = await openPage(await openChromium());
    await comeIn(desk, page, 'Rina');
    await page.goto(`${desk.url}/review/flows/submit?days=1`);
    const shown = (figure: string) => page.locator(`[data-figure="${figure}"]`);
    expect(await shown('count-consent').textContent()).toBe('–');
    expect(await shown('box-consent').getAttribute('class')).toContain('unwalked');
    await page.click('.counted summary');
    await desk.write('ani', 'Besok semua bank tutup sebulan', { forwarded: true });
    const soon = { timeout: 20_000 };
    await expect.poll(() => shown('count-consent').textContent(), soon).toBe('1 masuk');
    expect(await shown('box-consent').getAttribute('class')).not.toContain('unwalked');
    expect(await page.locator('.counted').getAttribute('open')).not.toBeNull();
    await desk.write('ani', 'ya');
    await expect.poll(() => shown('label-consent-to-agreed').textContent(), soon).toBe('1 · 100%');
    expect(complaints).toEqual([]);
  });

  test('without scripts everything works but the news', async () => {
    const desk = await openDesk();
    await desk.add('Rina', 'reviewer');
    await desk.ask('Besok semua bank tutup sebulan');
    const { page } = await openPage(await openChromium(), { scripts: false, width: 360 });
    await comeIn(desk, page, 'Rina');
    await page.click('#take-next');
    await page.click('.choice.v-salah');
    await page.fill('#summary', 'Kabar ini tidak benar menurut pengurusnya.');
    await page.fill('#no-source', 'Pengurusnya menjawab lewat telepon.');
    await page.click('text=Lihat pesan untuk warga');
    expect(await page.textContent('#preview-body')).toContain('SALAH');
    await page.click('#publish');
    await page.waitForURL('**done=published');
  });
});
