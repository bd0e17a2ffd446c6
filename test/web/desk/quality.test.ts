import { expect, test } from 'vitest';
import { PASSWORD } from '../../support/gate.ts';
import { hasChromium, letIn, openChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';
import { lookAt } from './look-at.ts';

const DAY = 86_400_000;
const VERDICT = {
  verdict: 'salah',
  summary: 'Pengelolanya sudah membantah.',
  url: 'https://sumber.example/cek',
};
const YES = { verdict: 'yes', sources: 'yes', words: 'yes' };

/** A desk a week after Budi has decided one case. */
async function aDesk() {
  const desk = await openDesk({ undoMs: 0 });
  const ticket = await desk.ask('Air galon di Pasar Rebo dicampur sabun cuci');
  const budi = await desk.enter('Budi', 'reviewer');
  await budi.get(`/review/cases/${ticket}`);
  await budi.post(`/review/cases/${ticket}/claim`, {});
  await budi.post(`/review/cases/${ticket}/verdict`, { ...VERDICT, fence: budi.field('fence') });
  expect((await desk.store.cases.byTicket(ticket))?.status).toBe('published');
  await desk.wait(7 * DAY);
  return { desk, ticket };
}

test('an editor checks what was drawn, and its author reads the remark but not who made it', async () => {
  const { desk, ticket } = await aDesk();
  const sari = await desk.enter('Sari', 'editor');
  await sari.get('/review/quality');
  expect(sari.page).toContain(`action="/review/quality/${ticket}"`);
  const note = 'Satu sumber lagi dari dinas.';
  const week = sari.field('week');
  await sari.post(`/review/quality/${ticket}`, { verdict: 'yes', sources: 'no', note, week });
  expect(sari.status).toBe(400);
  expect(sari.page).toContain('<details open>');
  expect(sari.page).toContain('name="sources" value="no" required checked');
  expect(sari.page).toContain(`maxlength="1000">${note}</textarea>`);
  await sari.post(`/review/quality/${ticket}`, { ...YES, sources: 'no', note, week });
  expect(sari.page).toContain('sudah diperiksa');
  expect(sari.page).not.toContain(`action="/review/quality/${ticket}"`);
  expect(sari.page).toContain('>Budi</td>');
  await desk.wait(5 * 60_000);
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/quality');
  expect(rina.page).not.toContain('Budi');
  expect(rina.page).not.toContain(note);
  await rina.post(`/review/quality/${ticket}`, YES);
  expect(rina.status).toBe(403);
  const budi = desk.browser();
  await budi.get('/review/login');
  await budi.post('/review/login', { name: 'Budi', password: PASSWORD });
  await budi.get('/review/quality');
  expect(budi.page).toContain(note);
  expect(budi.page).toContain('>0%</td>');
  expect(budi.page).not.toContain('Sari');
  await budi.get(`/review/cases/${ticket}`);
  expect(budi.page).not.toContain(note);
});

test.runIf(hasChromium)(
  'the page of quality is accessible and fits a telephone',
  { timeout: 120_000 },
  async () => {
    const { desk } = await aDesk();
    const { cookies } = await desk.enter('Sari', 'editor');
    const { page, complaints } = await openPage(await openChromium(), { width: 360 });
    await letIn(page, desk.url, cookies);
    await page.goto(`${desk.url}/review/dashboard`);
    await page.click('a[href="/review/quality"]');
    await page.click('details summary:has-text("Periksa")');
    expect(await lookAt(page, 'quality')).toEqual([]);
    expect(complaints).toEqual([]);
  },
);
