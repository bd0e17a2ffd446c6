import { expect, test } from 'vitest';
import { hasChromium } from './chromium.ts';
import { openDesk } from './desk-world.ts';
import { lookAt } from './look-at.ts';
import { atScreen } from './on-screen.ts';
import { putCase, tickets } from './rich-desk.ts';

const WATER = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';
const LIKE = 'Pedagang di Pasar Rebo campur sabun cuci ke air galon isi ulang, hati-hati';
const THIRD = 'Air galon isi ulang Pasar Rebo dicampur sabun cuci, begitu kata pedagang';
const NO_FILE = { sha256: '0'.repeat(64), mime: 'image/png' };

/** A desk with three open cases of one claim, the second asked by most, and one of another claim. */
async function aDesk() {
  const desk = await openDesk();
  await putCase(desk, 'KC02', { claim: WATER, hours: 40 }, NO_FILE);
  await putCase(desk, 'KC03', { claim: LIKE, citizens: 3 }, NO_FILE);
  await putCase(desk, 'KC04', { claim: THIRD }, NO_FILE);
  await putCase(desk, 'KC05', { claim: 'Semua bank tutup sebulan mulai besok' }, NO_FILE);
  return desk;
}

test('cases that look alike stand in one row, and are merged at once after each claim was shown', async () => {
  const desk = await aDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/queue?list=all');
  expect([...rina.page.matchAll(/<tr class="case/g)]).toHaveLength(2);
  expect(rina.page).toContain('+ 2 kasus mirip');
  const [, path = ''] = /href="(\/review\/cases\/\w+\/similar)"/.exec(rina.page) ?? [];
  await rina.get(path);
  for (const claim of [WATER, LIKE, THIRD]) expect(rina.page).toContain(claim);
  expect(rina.page).not.toContain('Semua bank tutup');
  expect(rina.page).toContain('Gabungkan semua ke KC03?');
  const ticked = [...rina.page.matchAll(/name="ticket" value="(\w+)"/g)].map(
    ([, each = '']) => each,
  );
  expect(ticked[0]).toBe('KC03');
  await rina.post('/review/bulk/merge', { ticket: ticked });
  expect(rina.path).toContain('/review/cases/KC03?done=merged');
  const states = await Promise.all(
    ['KC02', 'KC03', 'KC04', 'KC05'].map((ticket) => desk.store.cases.byTicket(ticket)),
  );
  expect(states.map((each) => each?.ticket)).toEqual(['KC02', 'KC03', 'KC04', 'KC05']);
  expect(states.map((each) => each?.status)).toEqual(['merged', 'open', 'merged', 'open']);
  expect(await desk.store.cases.tipsOf(states[1]?.id ?? '')).toHaveLength(5);
  await rina.get('/review/cases/KC03/similar');
  expect(rina.page).toContain('Tidak ada kasus terbuka yang mirip.');
  await rina.get('/review/queue?list=all');
  expect(rina.page).not.toContain('kasus mirip');
});

test('somebody who may not merge sees what looks alike, and cannot merge it', async () => {
  const desk = await aDesk();
  const vina = await desk.enter('Vina', 'viewer');
  await vina.get('/review/queue?list=all');
  expect(vina.page).toContain('+ 2 kasus mirip');
  expect(vina.page).not.toContain('Gabungkan semua');
  await vina.get('/review/cases/KC02/similar');
  expect(vina.status).toBe(403);
});

test.runIf(hasChromium)(
  'what somebody has unfolded stays unfolded while the queue goes on',
  { timeout: 120_000 },
  async () => {
    const { desk, page, complaints } = await atScreen({ width: 390, height: 844 });
    await putCase(desk, 'KC02', { claim: WATER, citizens: 30 }, NO_FILE);
    await putCase(desk, 'KC03', { claim: LIKE }, NO_FILE);
    await page.goto(`${desk.url}/review/queue?list=all`);
    await page.click('#alike-KC02 summary');
    await putCase(desk, 'KC04', { claim: THIRD }, NO_FILE);
    await page.waitForSelector('#alike-KC02 li:nth-child(2)');
    expect(await page.locator('#alike-KC02 li').first().isVisible()).toBe(true);
    expect(await page.locator(`tr[data-ticket="${tickets.busy}"]`).count()).toBe(1);
    const found = await lookAt(page, 'queue-with-similar');
    await page.click('a[href="/review/cases/KC02/similar"]');
    await page.waitForURL('**/similar');
    expect([...found, ...(await lookAt(page, 'similar'))]).toEqual([]);
    expect(complaints).toEqual([]);
  },
);
