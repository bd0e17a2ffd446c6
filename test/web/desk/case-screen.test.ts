import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { aFactCheck } from '../../support/builders.ts';
import { hasChromium } from './chromium.ts';
import { atScreen, shiftOf } from './on-screen.ts';
import { putCase, tickets } from './rich-desk.ts';

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Whether the whole of something stands on the screen, with nothing over it. */
function isInView(page: Page, selector: string): Promise<boolean> {
  return page.evaluate<boolean>(`(() => {
    const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const isWhole = box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    return isWhole && top?.closest(${JSON.stringify(selector)}) !== null;
  })()`);
}

describe.runIf(hasChromium)('a case on a screen', { timeout: 120_000 }, () => {
  test.each([DESK, PHONE])(
    'is published with three clicks at $width × $height, the button always in view',
    async (size) => {
      const { desk, page, complaints } = await atScreen(size);
      await page.goto(`${desk.url}/review/queue`);
      await page.click('#take-next');
      await page.waitForSelector('html.js #decision');
      expect(await isInView(page, '#publish')).toBe(true);
      expect(await isInView(page, '.choice.v-salah')).toBe(true);
      expect(await shiftOf(page)).toBeLessThanOrEqual(0.02);
      await page.click('.choice.v-salah');
      await page.waitForSelector('#preview-body .bubble strong');
      await page.fill('#summary', 'Pengurusnya membantah kabar ini di situs resminya.');
      await page.fill('#url', 'https://sumber.example/cek');
      expect(await isInView(page, '#publish')).toBe(true);
      await page.locator('#saved', { hasText: /\d/ }).waitFor();
      expect(await isInView(page, '#saved')).toBe(true);
      await page.click('#publish');
      await page.waitForURL('**done=published');
      expect(await isInView(page, '#undo')).toBe(true);
      expect(complaints).toEqual([]);
    },
  );

  test('the help begins at its beginning, on a phone too', async () => {
    const { desk, page } = await atScreen({ width: 360, height: 740 });
    await page.goto(`${desk.url}/review/queue`);
    await page.keyboard.press('?');
    expect(await isInView(page, '#help-title')).toBe(true);
  });

  test('what is over is not called overdue', async () => {
    const { desk, page } = await atScreen(DESK);
    await page.goto(`${desk.url}/review/cases/${tickets.sara}`);
    expect(await page.textContent('.why')).toContain('lewat tenggat');
    await page.goto(`${desk.url}/review/cases/${tickets.merged}`);
    expect(await page.textContent('.why')).not.toContain('lewat tenggat');
  });

  test('an unknown tip is published with three keys, besides the words that are typed', async () => {
    const { desk, page, complaints } = await atScreen(DESK);
    const claim = 'Kura-kura di kebun binatang bisa berbicara bahasa Jawa';
    await putCase(desk, 'KC01', { claim }, { sha256: '', mime: '' });
    await page.goto(`${desk.url}/review/cases/KC01`);
    await page.click('#take');
    await page.waitForSelector('html.js #decision');
    await page.keyboard.press('1');
    await page.keyboard.press('e');
    await page.keyboard.type(
      'Kata penjaganya tidak ada yang bisa. https://kebun.example/kura-kura',
    );
    await page.keyboard.press('Control+Enter');
    await page.waitForURL('**done=published');
    expect((await desk.store.cases.byTicket('KC01'))?.undo?.decision).toMatchObject({
      verdict: 'salah',
      summary: expect.stringMatching(/Kata penjaganya tidak ada yang bisa\.$/),
      url: 'https://kebun.example/kura-kura',
    });
    expect(complaints).toEqual([]);
  });

  test('a fact-check is corrected with three clicks, after a preview and with a reason', async () => {
    const { desk, page, complaints } = await atScreen(DESK);
    await desk.store.factChecks.save([
      aFactCheck({ id: 'uji-ralat', title: 'Bank tutup dua bulan' }),
    ]);
    await page.goto(`${desk.url}/review/fact-checks/uji-ralat`);
    let clicks = 0;
    const click = async (selector: string) => {
      clicks += 1;
      await page.click(selector);
    };
    await click('summary:has-text("Ralat cek fakta")');
    await page.fill('#summary', 'Bank tetap buka seperti biasa, kata Bank Indonesia.');
    await page.fill('#why', 'Sumbernya diperbarui.');
    await click('form[action$="/correct"] button.primary');
    await page.waitForSelector('.sides .bubble');
    expect(await isInView(page, '#confirm')).toBe(true);
    await click('#confirm');
    await page.waitForURL(/done=(?:corrected|held|change-proposed)/);
    expect(clicks).toBeLessThanOrEqual(3);
    expect(complaints).toEqual([]);
  });

  test.each([
    ['at most four keys', 'Semua bank mau tutup dua bulan mulai besok, uang tidak bisa ditarik', 4],
    ['a reason where the two look unlike', 'Menteri membagikan sepeda kepada anak sekolah', 5],
  ])(
    'is answered from the library by %s, besides the words that are typed',
    async (_, claim, most) => {
      const { desk, page, complaints } = await atScreen(DESK);
      await putCase(desk, 'KC01', { claim }, { sha256: '', mime: '' });
      await page.goto(`${desk.url}/review/cases/KC01`);
      await page.click('#take');
      await page.waitForSelector('html.js #decision');
      let keys = 0;
      const press = async (key: string) => {
        keys += 1;
        await page.keyboard.press(key);
      };
      await press('/');
      await page.keyboard.type('bank tutup dua bulan');
      await press('Enter');
      await page.waitForURL('**/compare?**');
      if ((await page.locator('#reason:focus').count()) > 0) {
        await page.keyboard.type('Ditanyakan bersama kabar bank.');
        await press('Tab');
      }
      if ((await page.locator('[name=confirmed]:focus').count()) > 0) await press('Space');
      await press('Control+Enter');
      await page.waitForURL('**done=published');
      expect((await desk.store.cases.byTicket('KC01'))?.factCheck).toBe('uji-bank');
      expect(keys).toBeLessThanOrEqual(most);
      expect(complaints).toEqual([]);
    },
  );

  test('on a wide screen the panes scroll, and the page below them has no empty end', async () => {
    const { desk, page } = await atScreen(DESK);
    await page.goto(`${desk.url}/review/cases/${tickets.busy}`);
    const beyond = 'document.documentElement.scrollHeight - innerHeight';
    expect(await page.evaluate<number>(beyond)).toBeLessThanOrEqual(0);
  });

  test('a candidate is said to be another claim by one key, and brought back', async () => {
    const { desk, page } = await atScreen(DESK);
    await page.goto(`${desk.url}/review/cases/${tickets.busy}`);
    const shown = () => page.locator('[aria-labelledby=candidates] .card').count();
    const before = await shown();
    await page.keyboard.press('-');
    await page.waitForURL('**done=saved');
    expect(await shown()).toBe(before - 1);
    expect((await desk.store.cases.byTicket(tickets.busy))?.unlike).toHaveLength(1);
    await page.click('text=Perlihatkan lagi 1');
    await page.waitForURL('**done=saved');
    expect(await shown()).toBe(before);
  });

  test('a picture is shown in full, made larger and turned', async () => {
    const { desk, page, complaints } = await atScreen(DESK);
    await page.goto(`${desk.url}/review/cases/${tickets.picture}`);
    await page.click('.enlarge');
    const picture = page.locator('#viewer img');
    await picture.waitFor();
    await page.keyboard.press('+');
    await page.keyboard.press('r');
    expect(await picture.getAttribute('style')).toContain('rotate(90deg) scale(1.25)');
    await page.keyboard.press('Escape');
    expect(await page.locator('#viewer').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('the heaviest pages stay under 150 kB, and nothing comes from elsewhere', async () => {
    const { desk, page } = await atScreen(DESK);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const path of [
      'queue?list=all',
      `cases/${tickets.busy}?q=bank`,
      `cases/${tickets.picture}`,
    ]) {
      let size = 0;
      const weigh = async (body: Promise<Buffer>) => {
        size += gzipSync(await body).length;
      };
      const open: Promise<void>[] = [];
      page.on('response', (response) => {
        const isText = /html|css|javascript/.test(response.headers()['content-type'] ?? '');
        if (isText && response.status() === 200) open.push(weigh(response.body()));
      });
      await page.goto(`${desk.url}/review/${path}`);
      await Promise.all(open);
      page.removeAllListeners('response');
      expect(size).toBeGreaterThan(1000);
      expect(size).toBeLessThan(150_000);
    }
    expect(asked.filter((url) => !url.startsWith(desk.url))).toEqual([]);
  });
});
