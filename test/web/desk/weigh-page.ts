import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const MOST_BYTES = 150_000;
const MOST_SHIFT = 0.02;
/** What scripts and styles weigh on the wire, by their address without the port of the test. */
const weights = new Map<string, number>();

const loadedSchema = z.object({ texts: z.string().array(), all: z.string().array() });

/** What makes the open page heavy: its bytes with its own scripts and styles, requests to elsewhere, and how much moved by itself. */
export async function weighPage(page: Page, name: string): Promise<string[]> {
  const { origin } = new URL(page.url());
  const loaded = loadedSchema.parse(
    await page.evaluate(`(() => {
      const entries = performance.getEntriesByType('resource');
      const texts = entries.filter(({ name }) => /\\.(?:css|js)(?:\\?|$)/.test(name));
      return { texts: texts.map(({ name }) => name), all: entries.map(({ name }) => name) };
    })()`),
  );
  let bytes = gzipSync(await page.content()).length;
  for (const address of new Set(loaded.texts)) bytes += await weigh(address);
  const away = loaded.all.filter(
    (each) => !/^(?:data|blob):/.test(each) && !each.startsWith(origin),
  );
  const shift = await shiftOf(page);
  return [
    ...(bytes > MOST_BYTES ? [`${name} weighs ${bytes} bytes`] : []),
    ...away.map((address) => `${name} asks ${address}`),
    ...(shift > MOST_SHIFT ? [`${name} moves by ${shift.toFixed(3)}`] : []),
  ];
}

async function weigh(address: string): Promise<number> {
  const { pathname } = new URL(address);
  const known = weights.get(pathname);
  if (known !== undefined) return known;
  const response = await fetch(address);
  const weight = gzipSync(Buffer.from(await response.arrayBuffer())).length;
  weights.set(pathname, weight);
  return weight;
}

/** How much moved without anybody's doing, as browsers count it, until the walk itself moved it (see `unfold`). */
function shiftOf(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((done) => {
    let sum = 0;
    const until = performance.getEntriesByName('unfolded')[0]?.startTime ?? Infinity;
    new PerformanceObserver((list) => {
      for (const each of list.getEntries()) if (!each.hadRecentInput && each.startTime < until) sum += each.value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(sum), 50);
  })`);
}
