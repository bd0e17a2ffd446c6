import { describe, expect, test } from 'vitest';
import { hasChromium } from './chromium.ts';
import { atScreen } from './on-screen.ts';
import { fillPartners } from './rich-partners.ts';

describe.runIf(hasChromium)("the partners' board on a telephone", { timeout: 120_000 }, () => {
  test('has the first referral on the first screen, and its filters behind one button', async () => {
    const { desk, page, complaints } = await atScreen({ width: 390, height: 844 });
    await fillPartners(desk.deps);
    await page.goto(`${desk.url}/review/board`);
    const row = await page.locator('.referrals tbody tr').first().boundingBox();
    expect((row?.y ?? 844) + (row?.height ?? 0)).toBeLessThanOrEqual(844);
    const filter = page.locator('details.pop');
    await filter.locator('summary').click();
    const card = await filter.locator('.card').boundingBox();
    expect(card?.x).toBeGreaterThanOrEqual(0);

    await filter.locator('select[name=standing]').selectOption('over');
    await filter.locator('button.primary').click();
    await page.waitForURL('**standing=over**');
    expect(await page.locator('summary.on').isVisible()).toBe(true);
    await page.click('.toolbar a.button');
    await page.waitForURL('**/review/board');
    expect(await page.locator('summary.on').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
