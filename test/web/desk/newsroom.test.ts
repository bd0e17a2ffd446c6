import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { changeReply, listReplies } from '../../../src/services/cases/canned-replies.ts';
import { listPoints, setPoints } from '../../../src/services/cases/checklists.ts';
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
const QUESTION = {
  name: 'Asal pesan',
  use: 'question',
  text: 'Apakah dari [nama grup]?',
  url: 'https://lain.example/grup',
} as const;
/** The same words as a reply before it, from elsewhere. */
const TWIN = { ...REPLY, name: 'Bantahan pusat', url: 'https://pusat.example/galon' } as const;

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
  for (const each of [REPLY, QUESTION]) {
    await changeReply(desk.deps, each, { id: '', revision: 0, by: 'Edi' });
  }
  const { text: summary, url } = REPLY;
  const fence = rina.field('fence');
  await rina.post(`/review/cases/${ticket}/verdict`, { fence, verdict: 'salah', summary, url });
  expect([rina.status, rina.page]).toEqual([409, expect.stringContaining('belum diisi')]);
  expect(rina.page).toContain(`${summary}</textarea>`);
  await rina.post(`/review/cases/${ticket}/ask`, { fence, question: QUESTION.text });
  expect([rina.status, rina.page]).toEqual([409, expect.stringContaining('belum diisi')]);
});

test('a checklist is written for each topic, and one that is too long comes back as it was typed', async () => {
  const desk = await openDesk();
  const edi = await desk.enter('Edi', 'editor');
  await edi.get('/review/newsroom');
  const post = (topic: string, text: string, seen = '') =>
    edi.post('/review/newsroom/checklists', { topic, text, seen });
  await post('money', 'x'.repeat(121));
  expect(edi.status).toBe(400);
  expect(edi.page).toContain('x'.repeat(121));
  await post('health', 'Sumber medis?\r\nSudah ditanya?');
  expect(edi.path).toBe('/review/newsroom?done=saved');
  expect(edi.page).toContain('name="seen" value="Sumber medis?\nSudah ditanya?"');
  await post('health', 'Terlambat?');
  expect([edi.status, edi.page]).toEqual([400, expect.stringContaining('Orang lain baru saja')]);
  expect(edi.page).toContain('Sudah ditanya?</textarea>');
  expect(edi.page).not.toContain('Terlambat?');
  await post('health', 'Sumber medis?', 'Sumber medis?\r\nSudah ditanya?');
  expect(await listPoints(desk.deps, ['health'])).toEqual(['Sumber medis?']);
  await post('weather', 'Hujan?');
  expect(edi.status).toBe(404);
});

test('a second person sees what was not ticked', async () => {
  const desk = await openDesk({ secondPerson: ['health'] });
  await setPoints(desk.deps, {
    topic: 'health',
    text: 'Sumber medis?\nSudah ditanya?',
    seen: '',
    by: 'Edi',
  });
  const ticket = await desk.ask('Minum air sabun bisa menyembuhkan kanker dan covid');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  await rina.post(`/review/cases/${ticket}/claim`, {});
  const said = {
    verdict: 'salah',
    summary: 'Air sabun tidak menyembuhkan apa pun.',
    url: REPLY.url,
  };
  const fence = rina.field('fence');
  await rina.post(`/review/cases/${ticket}/verdict`, { fence, ...said, checked: 'Sudah ditanya?' });
  expect(rina.path).toContain('done=proposed');
  const edi = await desk.enter('Edi', 'editor');
  await edi.get(`/review/cases/${ticket}`);
  expect(edi.page).toContain('Belum dicentang: Sumber medis?</p>');
});

test('more ticks than there are points do not hold a verdict back', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get(`/review/cases/${ticket}`);
  await rina.post(`/review/cases/${ticket}/claim`, {});
  const said = { verdict: 'salah', summary: 'Bank tetap buka seperti biasa.', url: REPLY.url };
  const checked = Array.from({ length: 61 }, (_, n) => `butir ${n}`);
  const fence = rina.field('fence');
  await rina.post(`/review/cases/${ticket}/verdict`, { fence, ...said, checked });
  expect(rina.path).toContain('done=published');
});

const HEALTH = {
  topic: 'health',
  text: 'Sumber medis?\nSudah ditanya?',
  seen: '',
  by: 'Sari',
} as const;

describe.runIf(hasChromium)('a prepared reply', { timeout: 240_000 }, () => {
  test('is chosen beside its field or in the palette, with its source and its gap to type over', async () => {
    const { desk, page, complaints } = await atScreen(DESK);
    for (const each of [REPLY, TWIN, QUESTION]) {
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
    const urls = () =>
      page.evaluate<string[]>(
        "[...document.querySelectorAll('[name=url]')].map((each) => each.value)",
      );
    expect((await urls()).filter((each) => each !== '')).toEqual([REPLY.url]);
    await page.keyboard.type('RT');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('bantahan pusat');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('summary');
    expect(await urls()).toContain(TWIN.url);
    await page.keyboard.type('dinas pusat');
    await page.click('#publish');
    await page.waitForURL('**?done=*');
    expect(complaints).toEqual([]);
  });

  test('is followed by a checklist, whose open points are asked about once', async () => {
    const { desk, page, complaints } = await atScreen(DESK);
    const ticket = await desk.ask('Minum air sabun bisa menyembuhkan kanker dan covid');
    await setPoints(desk.deps, HEALTH);
    await page.goto(`${desk.url}/review/cases/${ticket}`);
    await page.waitForSelector('html.js');
    await page.keyboard.press('Enter');
    await page.waitForSelector('html.js #decision');
    await page.getByRole('checkbox', { name: 'Sumber medis?' }).check();
    const draft = async () => (await desk.store.cases.byTicket(ticket))?.draft;
    await expect.poll(draft).toMatchObject({ checked: ['Sumber medis?'] });
    await page.reload();
    await page.waitForSelector('html.js #decision');
    expect(await page.getByRole('checkbox', { name: 'Sumber medis?' }).isChecked()).toBe(true);
    await page.click('.choice.v-salah');
    await page.fill('#summary', 'Air sabun tidak menyembuhkan apa pun, kata dinas kesehatan.');
    await page.fill('#url', REPLY.url);
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await page.click('#publish');
    expect(asked).toEqual(['Tetap lanjutkan? Belum dicentang: Sudah ditanya?']);
    expect((await desk.store.cases.byTicket(ticket))?.status).toBe('open');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.click('#publish');
    await page.waitForURL('**?done=*');
    expect(complaints).toEqual([]);
  });

  test('and a checklist are offered on a page of the case that fits a telephone', async () => {
    const { desk, page, complaints } = await atScreen(DESK);
    const ticket = await desk.ask('Minum air sabun bisa menyembuhkan kanker dan covid');
    await setPoints(desk.deps, HEALTH);
    for (const each of [REPLY, QUESTION]) {
      await changeReply(desk.deps, each, { id: '', revision: 0, by: 'Sari' });
    }
    await page.goto(`${desk.url}/review/cases/${ticket}`);
    await page.click('#take');
    await page.waitForSelector('html.js #decision');
    for (const language of ['id', 'en']) {
      await page.context().addCookies([{ name: 'posko-language', value: language, url: desk.url }]);
      await page.reload();
      await page.waitForSelector('html.js #decision');
      await page.click('#fold-ask');
      expect(await lookAt(page, `case-prepared-${language}`)).toEqual([]);
    }
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
