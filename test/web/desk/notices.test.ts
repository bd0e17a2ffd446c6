import { expect, test } from 'vitest';
import { addOrganisation, bindMember } from '../../../src/services/organisations/organisations.ts';
import { referCase } from '../../../src/services/partners/refer-case.ts';
import { openChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';

/** Stands in for the browser's own notices, which no test could see. */
const NOTICES = `window.told = [];
window.Notification = class extends EventTarget {
  static permission = 'granted';
  static requestPermission = async () => 'granted';
  constructor(text, { tag }) { super(); window.told.push([text, tag]); window.last = this; }
};`;

test('a browser in which an officer asked for it tells of a referral that is new, once, and leads to it', {
  timeout: 240_000,
}, async () => {
  const desk = await openDesk();
  const { cookies } = await desk.enter('Mira', 'partner');
  await addOrganisation(desk.deps, { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor' }, 'ayu');
  const account = (await desk.store.reviewers.byName('Mira'))?.id ?? '';
  await bindMember(desk.deps, { id: 'bawaslu', by: 'ayu', account });
  const refer = async (text: string) => {
    const ticket = await desk.ask(text);
    const about = { organisation: 'bawaslu', threat: 'penipuan', answerMs: 3_600_000 } as const;
    await referCase(desk.deps, { ticket, ...about, by: 'Rina' });
    return `${ticket}-BAWASLU`;
  };
  await refer('Petugas TPS di Bekasi minta transfer ke rekening pribadi lewat tautan ini');
  const { page, complaints } = await openPage(await openChromium());
  await page.addInitScript(NOTICES);
  await page.clock.install();
  const all = [...cookies].map(([name, value]) => ({ name, value, url: desk.url }));
  await page.context().addCookies(all);
  await page.goto(`${desk.url}/review/account`);
  await page.getByRole('checkbox', { name: 'pemberitahuan di peramban' }).check();
  await page.waitForFunction("localStorage.getItem('posko-notices') !== null");
  const second = await refer('Bandar judi membagikan pulsa gratis kepada pemilih di Maluku Tengah');
  await page.clock.runFor(31_000);
  await page.waitForFunction('window.told.length > 0');
  expect(await page.evaluate('window.told')).toEqual([[`Rujukan baru: ${second}`, second]]);
  await page.goto(`${desk.url}/review/board`);
  await page.waitForFunction("JSON.parse(localStorage.getItem('posko-notices')).seen.length === 2");
  expect(await page.evaluate('window.told')).toEqual([]);
  const third = await refer(
    'Undangan palsu mengaku dari KPU meminta foto KTP warga Sulawesi Barat',
  );
  await page.clock.runFor(31_000);
  await page.waitForFunction('window.told.length > 0');
  await page.evaluate("window.last.dispatchEvent(new Event('click'))");
  await page.waitForURL(`**/review/board/${third}`);
  expect(complaints).toEqual([]);
});
