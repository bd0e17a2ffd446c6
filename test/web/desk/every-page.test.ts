import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { besideTheDesk } from './beside-the-desk.ts';
import { hasChromium, launchChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';
import { isLooking, lookAt } from './look-at.ts';
import { fillRichly, richSettings } from './rich-desk.ts';
import { Walk } from './walk.ts';

/** A look of the pages: each is seen in both languages and both schemes, in all four ways where pictures are taken. */
const looks = [
  { language: 'id', dark: false },
  { language: 'en', dark: true },
  ...(isLooking
    ? [
        { language: 'id', dark: true },
        { language: 'en', dark: false },
      ]
    : []),
];

const ways: Readonly<Record<string, (walk: Walk) => Promise<void>>> = {
  'at the door': (walk) => walk.door(),
  'with the cases': async (walk) => {
    for (const role of ['viewer', 'reviewer', 'editor'] as const) await walk.cases(role);
    await walk.verdict();
  },
  'in the office': (walk) => walk.office(),
  'outside of the desk': (walk) => walk.outside(),
};

describe.runIf(hasChromium)('every page', { timeout: 300_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  describe.each(looks)('in $language, dark: $dark', ({ language, dark }) => {
    test.each(Object.entries(ways))('is accessible and fits a telephone: %s', async (_, go) => {
      const desk = await openDesk(richSettings, besideTheDesk);
      await fillRichly(desk);
      const { page, complaints } = await openPage(browser, { width: 360, dark });
      const cookie = { name: 'posko-language', value: language, url: `${desk.url}/review` };
      await page.context().addCookies([cookie]);
      const found: string[] = [];
      const look = async (name: string) => {
        found.push(...(await lookAt(page, `${name}.${language}.${dark ? 'dark' : 'light'}`)));
      };
      await go(new Walk(desk, page, look));
      await page.context().close();
      expect(found).toEqual([]);
      expect(complaints.filter((each) => !/status of 4\d\d/.test(each))).toEqual([]);
      expect([...desk.broken, ...desk.errors]).toEqual([]);
    });
  });
});
