import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { changeReply, listReplies } from '../../../src/services/cases/canned-replies.ts';
import { hasChromium } from './chromium.ts';
import { openDesk } from './desk-world.ts';
import { lookAt } from './look-at.ts';
import { atScreen } from './on-screen.ts';

const DESK = { width: 1440, height: 900 };
const REPLY = {
  name: 'Bantahan instansi',
  use: 'verdict',
  text: 'Menurut [nama instansi], kabar ini tidak benar.',
  url: 'https://dinas.example/galon',
  title: 'Siaran pers dinas',
} as const;
const QUESTION = { name: 'Asal pesan', use: 'question', text: 'Apakah dari [nama grup]?' } as const;

test('an editor adds, changes and removes replies on a page, and a reviewer does not', async () => {
  const desk = await openDesk();
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/newsroom');
  await edi.post('/review/newsroom/replies', { ...REPLY, id: '', revision: 0 });
  expect(edi.path).toBe('/review/newsroom?done=saved');
  expect(edi.page).toContain('Bantahan instansi');
  const [{ id } = { id: '' }] = await listReplies(desk.deps);
  await edi.post('/review/newsroom/replies', { ...REPLY, id, revision: 1, url: 'dinas' });
  expect([edi.status, edi.page]).toEqual([400, expect.stringContaining('value="dinas"')]);
  await edi.post('/review/newsroom/replies', { ...REPLY, id, revision: 1, text: 'Baru.' });
  await edi.post('/review/newsroom/replies', { ...REPLY, id, revision: 1, text: 'Terlambat.' });
  expect(edi.page).toContain('Orang lain baru saja mengubahnya');
  expect(edi.page).toContain('Baru.');
  expect(edi.page).not.toContain('Terlambat.');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/newsroom');
  expect(rina.status).toBe(403);
  await rina.post('/review/newsroom/replies', { ...REPLY, id, revision: 2, remove: 'yes' });
  expect(rina.status).toBe(403);
  await edi.post('/review/newsroom/replies', { id, revision: 2, remove: 'yes' });
  expect(await listReplies(desk.deps)).toEqual([]);
  expect(desk.broken).toEqual([]);
});

test('a verdict with an open gap comes back with what was written', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  await rina.post(`/review/cases/${ticket}/claim`, {});
  const { text: summary, url } = REPLY;
  const fence = rina.field('fence');
  await rina.post(`/review/cases/${ticket}/verdict`, { fence, verdict: 'salah', summary, url });
  expect(rina.status).toBe(400);
  expect(rina.page).toContain('[nama instansi]');
  await rina.post(`/review/cases/${ticket}/ask`, { fence, question: QUESTION.text });
  expect([rina.status, rina.page]).toEqual([409, expect.stringContaining('belum diisi')]);
});

describe.runIf(hasChromium)('a prepared reply', { timeout: 240_000 }, () => {
  test('is chosen beside its field or in the palette, with its source and its gap to type over', async () => {
    const { desk, page, complaints } = await atScreen(DESK);
    for (const each of [REPLY, QUESTION]) {
      await changeReply(desk.deps, each, { id: '', revision: 0, by: 'Sari' });
    }
    await page.goto(`${desk.url}/review/queue`);
    await page.waitForSelector('html.js');
    await page.keyboard.press('n');
    await page.waitForSelector('html.js #decision');
    await page.click('.choice.v-salah');
    await page.selectOption('select[data-canned="#summary"]', { label: REPLY.name });
    expect(await page.inputValue('#summary')).toBe(REPLY.text);
    expect(await page.inputValue('#url')).toBe(REPLY.url);
    expect(await page.inputValue('#url-title')).toBe(REPLY.title);
    expect(await selected(page)).toBe('[nama instansi]');
    await page.keyboard.type('dinas kesehatan');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('asal pesan');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('question');
    expect(await selected(page)).toBe('[nama grup]');
    await page.click('#publish');
    await page.waitForURL('**?done=*');
    expect(complaints).toEqual([]);
  });

  test('is written on a page that fits a telephone, in both languages', async () => {
    const { desk, page, complaints } = await atScreen(DESK);
    await changeReply(desk.deps, REPLY, { id: '', revision: 0, by: 'Sari' });
    for (const language of ['id', 'en']) {
      await page.context().addCookies([{ name: 'posko-language', value: language, url: desk.url }]);
      await page.goto(`${desk.url}/review/newsroom`);
      for (const fold of await page.locator('main summary').all()) await fold.click();
      expect(await lookAt(page, `newsroom-${language}`)).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
});

function selected(page: Page): Promise<string> {
  return page.evaluate<string>(
    'document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)',
  );
}
