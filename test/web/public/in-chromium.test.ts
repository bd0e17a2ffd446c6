import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSamples } from '../../../src/app/samples/load-samples.ts';
import { startOfDay } from '../../../src/domain/time/jakarta-day.ts';
import { publishRecord } from '../../../src/services/transparency/monthly-reports.ts';
import { aFactCheck } from '../../support/builders.ts';
import { fillMonth } from '../../support/busy-month.ts';
import { findChromium } from '../../support/chromium.ts';
import { MORNING } from '../../support/stage.ts';
import { openPages } from './open-pages.ts';

const executablePath = findChromium();
const long = 'Sebarkan!!! "Kementerian" membagikan <b>uang</b> 😀 '.repeat(12).slice(0, 590);
const word = 'x'.repeat(230);

const checks = [
  ...loadSamples().map((sample) => ({ ...sample, version: 1, changedAt: MORNING })),
  aFactCheck({
    id: 'panjang',
    title: long,
    claim: long,
    explanation: `${long}\n\n${long}`,
    url: `https://a.example/${word}`,
    publishedAt: '2026-11-02',
  }),
  aFactCheck({ id: 'kata', title: word, org: word.slice(0, 200), summary: word }),
  aFactCheck({ id: 'tarik', retracted: 'Sumbernya keliru.', version: 2 }),
];

describe.skipIf(executablePath === undefined)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    const path = executablePath ?? '';
    browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  test.each([360, 768, 1440])(
    'every page is accessible, fits a screen of %i px and breaks no rule of its policy',
    async (width) => {
      const { url, ask, store, deps, wait } = await openPages(checks);
      await fillMonth(store, { start: startOfDay('2026-10-01') });
      await publishRecord(deps, { month: '2026-10', by: 'Sari' });
      await wait(60_000);
      const context = await browser.newContext({ viewport: { width, height: 780 } });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      const ids = ['panjang', 'kata', 'tarik', 'contoh-vaksin-microchip'];
      const paths = await Promise.all(
        ids.map(async (id) => (await ask(`/cek/x--${id}`)).headers.get('location') ?? ''),
      );
      for (const path of [
        ...paths,
        '/cek',
        '/cek?halaman=2',
        '/cek?q=vaksin',
        '/cek?q=zzzz+qqqq',
        '/laporan',
        '/laporan/2026-10?bahasa=en',
        '/ralat',
      ]) {
        await page.goto(`${url}${path}`);
        await page.evaluate('document.querySelector("details")?.setAttribute("open", "")');
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect([path, violations.map(({ id }) => id)]).toEqual([path, []]);
        const scroll = await page.evaluate('document.documentElement.scrollWidth');
        expect([path, Number(scroll) <= width]).toEqual([path, true]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
    60_000,
  );

  test('one finds, reads and copies a fact-check with the keyboard alone and without scripts', async () => {
    const { url } = await openPages(checks);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${url}/cek`);
    await page.getByLabel('Tempel pesan').focus();
    await page.keyboard.type('vaksin korona ada microchip-nya');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'microchip' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('Salin teksnya').focus();
    await page.keyboard.press('Enter');
    const text = await page.getByLabel('Tekan lama pada teks').inputValue();
    expect(text).toContain('❌ *SALAH*');
    expect(text).toContain('/cek/vaksin-covid-19-berisi-microchip');
    expect(text).toContain('https://wa.me/6281112345678');
    await context.close();
  });
});
