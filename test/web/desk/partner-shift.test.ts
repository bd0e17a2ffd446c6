import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PASSWORD } from '../../support/gate.ts';
import { hasChromium, openChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';

const ASKED = 'Petugas TPS di Bekasi minta transfer ke rekening pribadi';

/** Goes on with Tab until something has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let n = 0; n < 80; n += 1) {
    if (await page.locator(`${selector}:focus`).count()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

describe.runIf(hasChromium)('an officer of a partner', { timeout: 120_000 }, () => {
  test.each([390, 1440])('works a whole shift by keys alone at %i pixels', async (width) => {
    const desk = await openDesk();
    const admin = await desk.enter('Intan', 'admin');
    await desk.add('Mira', 'partner');
    await admin.get('/review/partners');
    await admin.post('/review/partners', { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor' });
    await admin.post('/review/partners/bawaslu/account', { account: 'mira' });
    const ticket = await desk.ask(ASKED);
    const budi = await desk.enter('Budi', 'reviewer');
    await budi.get(`/review/cases/${ticket}`);
    const referred = { organisation: 'bawaslu', threat: 'penipuan' };
    await budi.post(`/review/cases/${ticket}/refer`, referred);

    const { page, complaints } = await openPage(await openChromium(), { width });
    const { keyboard } = page;
    await page.goto(`${desk.url}/review/board`);
    await tabTo(page, '#name');
    await keyboard.type('Mira');
    await tabTo(page, '#password');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await page.waitForURL('**/review/board');
    const address = `/review/board/${ticket}-BAWASLU`;
    await tabTo(page, `a[href="${address}"]`);
    await keyboard.press('Enter');
    await page.waitForURL(`**${address}`);
    for (const [status, note] of [
      ['diterima', ''],
      ['selesai', 'Sudah ditangani panwas.'],
    ] as const) {
      await tabTo(page, 'input[name="status"]');
      for (let n = 0; n < 5; n += 1) {
        if ((await page.locator('input[name="status"]:focus').getAttribute('value')) === status) {
          break;
        }
        await keyboard.press('ArrowDown');
      }
      await keyboard.press('Space');
      await tabTo(page, '#note');
      await keyboard.type(note);
      await keyboard.press('Tab');
      await keyboard.press('Enter');
      await page.waitForURL('**done=*');
      await page.goto(`${desk.url}${address}`);
      expect(await page.textContent('.badge')).toBe(status);
    }
    await desk.settle();
    expect(desk.heard.at(-1)?.text).toContain('“Sudah ditangani panwas.”');
    expect(complaints).toEqual([]);
  });
});
