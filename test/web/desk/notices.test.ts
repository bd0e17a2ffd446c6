import { expect, test } from 'vitest';
import { createMonitor } from '../../../src/services/duty/monitor.ts';
import { addShift } from '../../../src/services/duty/roster.ts';
import { addOrganisation, bindMember } from '../../../src/services/organisations/organisations.ts';
import { referCase } from '../../../src/services/partners/refer-case.ts';
import { readByFeed } from '../../support/add-partner.ts';
import { NOTICES } from './browser-notices.ts';
import { letIn, openChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';
import { lookAt } from './look-at.ts';

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
  // The desk's policy lets no page wait for words of code by itself.
  const until = (state: string) =>
    expect.poll(() => page.evaluate(state), { timeout: 20_000 }).toBe(true);
  await page.addInitScript(NOTICES);
  await page.clock.install();
  await letIn(page, desk.url, cookies);
  await page.goto(`${desk.url}/review/account`);
  expect(await lookAt(page, 'account')).toEqual([]);
  await page.getByRole('checkbox', { name: 'pemberitahuan di peramban' }).check();
  await until("localStorage.getItem('posko-notices') !== null");
  const second = await refer('Bandar judi membagikan pulsa gratis kepada pemilih di Maluku Tengah');
  await page.clock.runFor(31_000);
  await until('window.told.length > 0');
  expect(await page.evaluate('window.told')).toEqual([[`Rujukan baru: ${second}`, second]]);
  await page.goto(`${desk.url}/review/board`);
  await until("JSON.parse(localStorage.getItem('posko-notices')).seen.length === 2");
  expect(await page.evaluate('window.told')).toEqual([]);
  const third = await refer(
    'Undangan palsu mengaku dari KPU meminta foto KTP warga Sulawesi Barat',
  );
  await page.clock.runFor(31_000);
  await until('window.told.length > 0');
  await page.evaluate("window.last.dispatchEvent(new Event('click'))");
  await page.waitForURL(`**/review/board/${third}`);
  expect(complaints).toEqual([]);
});

test('pages that show liaisons, a holiday and a silent partner are accessible and fit a telephone', {
  timeout: 240_000,
}, async () => {
  const desk = await openDesk();
  await desk.clock.advance(Date.UTC(2026, 11, 23, 3) - desk.clock.now(), async () => {});
  const { cookies } = await desk.enter('Ayu', 'admin');
  for (const [id, liaison] of [
    ['bawaslu', 'Sari Dewi Kusumaningtyas Hartono, +62 812 0000 0001, sari@bawaslu.example'],
    ['komdigi', undefined],
  ] as const) {
    const wanted = { id, name: `Lembaga ${id}`, kind: 'supervisor' } as const;
    await addOrganisation(desk.deps, { ...wanted, ...(liaison && { liaison }) }, 'Ayu');
    await readByFeed(desk.deps, id);
  }
  const hours = { zone: 'WIB', from: 480, minutes: 600 } as const;
  const everyDay = { ...hours, days: [0, 1, 2, 3, 4, 5, 6] };
  const sari = 'Sari Dewi Kusumaningtyas Hartono (bawaslu)';
  for (const reviewer of ['Ayu', sari]) await addShift(desk.deps, { ...everyDay, reviewer }, 'Ayu');
  const ticket = await desk.ask('Petugas TPS di Bekasi minta transfer ke rekening pribadi');
  const about = { organisation: 'bawaslu', threat: 'penipuan', answerMs: 60_000 } as const;
  await referCase(desk.deps, { ticket, ...about, by: 'Ayu' });
  await desk.clock.advance(180_000, async () => {});
  const ways = { ways: {}, escalateMs: 900_000, isWorker: true, hasJobs: () => true };
  await createMonitor(desk.deps, ways).look();
  const { page, complaints } = await openPage(await openChromium());
  await letIn(page, desk.url, cookies);
  for (const [path, words] of [
    ['alarms', '+62 812 0000 0001'],
    ['roster', 'Kelahiran Yesus Kristus'],
    ['partners', 'Belum ada kontak kedua'],
  ] as const) {
    await page.goto(`${desk.url}/review/${path}`);
    await page.evaluate(
      "performance.mark('unfolded'); document.querySelectorAll('details').forEach((each) => (each.open = true))",
    );
    expect(await page.content()).toContain(words);
    expect(await lookAt(page, path)).toEqual([]);
  }
  expect(complaints).toEqual([]);
});
