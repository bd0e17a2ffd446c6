import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasChromium, letIn, openChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';
import { atScreen, shiftOf } from './on-screen.ts';
import { tickets } from './rich-desk.ts';

/** A busy queue on a screen of a size. */
async function aQueue(size: { width: number; height: number }) {
  const at = await atScreen(size);
  await at.page.goto(`${at.desk.url}/review/queue?list=all`);
  return at;
}

/** How many rows of the queue stand on the screen in full. */
function rowsInView(page: Page): Promise<number> {
  return page.evaluate<number>(
    `[...document.querySelectorAll('tr.case')].filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length`,
  );
}

describe.runIf(hasChromium)('the queue on a screen', { timeout: 120_000 }, () => {
  test('shows at least 18 cases at once at a desk, in rows of at most 40 pixels, and does not move', async () => {
    const { page, complaints } = await aQueue({ width: 1440, height: 900 });
    expect(await rowsInView(page)).toBeGreaterThanOrEqual(18);
    const height = await page.locator('tr.case').first().boundingBox();
    expect(height?.height).toBeGreaterThanOrEqual(36);
    expect(height?.height).toBeLessThanOrEqual(40);
    expect(await shiftOf(page)).toBeLessThanOrEqual(0.02);
    expect(complaints).toEqual([]);
  });

  test('warns of nothing that spreads while nothing does, and says why a list is empty', async () => {
    const desk = await openDesk();
    const { cookies } = await desk.enter('Sari', 'editor');
    const { page } = await openPage(await openChromium());
    await letIn(page, desk.url, cookies);
    await page.goto(`${desk.url}/review/queue`);
    expect(await page.locator('.alarms').isVisible()).toBe(false);
    expect(await page.textContent('.empty')).toContain('Kasus baru akan muncul di sini');
    await page.goto(`${desk.url}/review/queue?text=zzz`);
    expect(await page.textContent('.empty')).toContain('Hapus saringan untuk melihat semua');
  });

  test.for(['id', 'en'])(
    'has all of the navigation on one line of a small desk: %s',
    async (language) => {
      const { desk, page } = await atScreen({ width: 1280, height: 800 });
      const cookie = { name: 'posko-language', value: language, url: `${desk.url}/review` };
      await page.context().addCookies([cookie]);
      await page.goto(`${desk.url}/review/queue`);
      expect((await page.locator('.top nav').boundingBox())?.height).toBeLessThan(60);
    },
  );

  test.for([360, 1280, 1440])(
    'says in full how fast a claim spreads, on a screen %i wide',
    async (width) => {
      const { page } = await aQueue({ width, height: 800 });
      const cut = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.col-spread > .hot')].filter((each) => each.getBoundingClientRect().right > each.parentElement.getBoundingClientRect().right).map((each) => each.textContent)`,
      );
      expect(cut).toEqual([]);
    },
  );

  test('has the first case on the first screen of a phone', async () => {
    const { page } = await aQueue({ width: 390, height: 844 });
    expect(await rowsInView(page)).toBeGreaterThanOrEqual(1);
  });

  test('offers what can be done to ticked cases only while some are ticked, and merges them', async () => {
    const { desk, page } = await aQueue({ width: 1440, height: 900 });
    const tick = (ticket: string) => page.check(`input[value="${ticket}"]`);
    expect(await page.locator('#bulk').isVisible()).toBe(false);
    await tick(tickets.health);
    await tick('KA13');
    expect(await page.textContent('#ticked')).toBe('2 dicentang');
    await page.fill('#bulk-tag', 'Obat');
    await page.keyboard.press('Enter');
    await page.waitForURL('**done=saved');
    expect((await desk.store.cases.byTicket(tickets.health))?.tags).toEqual([
      'kelor',
      'kanker',
      'obat',
    ]);
    await page.goto(`${desk.url}/review/queue?list=all`);
    await tick(tickets.health);
    await tick('KA13');
    await page.click('text=Gabungkan');
    await page.waitForURL(`**/cases/${tickets.health}?done=merged`);
    expect((await desk.store.cases.byTicket('KA13'))?.status).toBe('merged');
    await page.goto(`${desk.url}/review/queue?list=all`);
    await page.check('#pick-all');
    await page.click('#bulk button[type=reset]');
    expect(await page.locator('#bulk').isVisible()).toBe(false);
  });
});
