import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { weighPage } from './weigh-page.ts';

/** Where pictures of all pages go; nowhere unless somebody wants to look at them. */
const folder = process.env.POSKO_LOOKS;
export const isLooking = folder !== undefined;

/** The widths of a phone, of a tablet and of a desk. */
const NARROW = 360;
const WIDTHS = [NARROW, 768, 1440] as const;
/** What a finger can hit, in pixels. */
const FINGER = 44;

/** What is wrong with the page that is open: for a slow line, a screen reader, a narrow screen, and a finger. */
export async function lookAt(page: Page, name: string): Promise<string[]> {
  const found = await weighPage(page, name);
  for (const width of isLooking ? WIDTHS : [NARROW]) {
    await page.setViewportSize({ width, height: 800 });
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    if (Number(wide) > width) found.push(`${name} is ${String(wide)} wide at ${width}`);
    if (width === NARROW) {
      const narrow = [...(await smallTargets(page)), ...(await cutTables(page))];
      found.push(...narrow.map((each) => `${name}: ${each}`));
    }
    if (folder !== undefined) await take(page, join(folder, `${width}`), name);
  }
  await page.setViewportSize({ width: NARROW, height: 800 });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return [
    ...found,
    ...violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html.slice(0, 160)}`),
  ];
}

async function take(page: Page, into: string, name: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  await page.screenshot({ path: join(into, `${name}.png`), fullPage: true });
}

/** Tables of which a narrow screen hides columns. */
async function cutTables(page: Page): Promise<string[]> {
  const script = `[...document.querySelectorAll('.scroll:has(table)')]
    .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth)
    .map((each) => each.scrollWidth - each.clientWidth + ' px are cut off: ' + each.getAttribute('aria-label'))`;
  return z.array(z.string()).parse(await page.evaluate(script));
}

/** Buttons, fields and links that stand alone and are lower than a finger; links within a sentence are not asked. */
async function smallTargets(page: Page): Promise<string[]> {
  const script = `[...document.querySelectorAll('button, .button, summary, select, nav a, input:not([type=hidden], [type=checkbox], [type=radio]), textarea')]
    .filter((each) => each.checkVisibility())
    .map((each) => ({ each, height: each.getBoundingClientRect().height }))
    .filter(({ height }) => height > 0 && height < ${FINGER})
    .map(({ each, height }) => Math.round(height) + ' px: ' + each.outerHTML.slice(0, 120))`;
  return z.array(z.string()).parse(await page.evaluate(script));
}
