import type { Page } from 'playwright-core';
import { letIn, openChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';
import { fillRichly, richSettings } from './rich-desk.ts';

/** A busy desk at which an editor is in, on a screen of a size. */
export async function atScreen(size: { width: number; height: number }) {
  const desk = await openDesk(richSettings);
  await fillRichly(desk);
  const { cookies } = await desk.enter('Sari', 'editor');
  const { page, complaints } = await openPage(await openChromium());
  await page.setViewportSize(size);
  await letIn(page, desk.url, cookies);
  return { desk, page, complaints };
}

/** How much of the open page moved by itself, as browsers count it. */
export function shiftOf(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const each of list.getEntries()) if (!each.hadRecentInput) sum += each.value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(sum), 500);
  })`);
}
