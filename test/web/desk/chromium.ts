import { type Browser, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { findChromium } from '../../support/chromium.ts';

const executablePath = findChromium();

/** Whether there is a Chromium to test with. */
export const hasChromium = executablePath !== undefined;

/** A browser that whoever asks for it closes. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
}

/** A browser that is closed when the test is over. */
export async function openChromium(): Promise<Browser> {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  return browser;
}

/** A page of its own, with cookies of its own, that notes whatever its console complains of. */
export async function openPage(
  browser: Browser,
  options: { width?: number; dark?: boolean; scripts?: boolean } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const { width = 1280, dark = false, scripts = true } = options;
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: scripts,
    locale: 'id-ID',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}

/** Lets a page in as a visitor of the desk who has these cookies. */
export async function letIn(page: Page, url: string, cookies: ReadonlyMap<string, string>) {
  await page.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url })));
}
