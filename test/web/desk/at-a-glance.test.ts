import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { close } from '../../../src/services/cases/decide-case.ts';
import { addNote } from '../../../src/services/cases/mentions.ts';
import { ffmpeg, hasMediaTools } from '../../support/media-tools.ts';
import { hasChromium, letIn, openChromium, openPage } from './chromium.ts';
import { openDesk } from './desk-world.ts';
import { atScreen } from './on-screen.ts';
import { putCase, tickets } from './rich-desk.ts';

const WIDE = { width: 1440, height: 900 };
const LOOKS = { timeout: 20_000 };

/** What ffmpeg makes, in a desk's store. */
async function keep(
  { store, clock }: Awaited<ReturnType<typeof openDesk>>,
  mime: string,
  options: string[],
) {
  const folder = mkdtempSync(join(tmpdir(), 'posko-glance-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, `file.${mime.split('/')[1]}`);
  ffmpeg(...options, path);
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await store.media.keep({ sha256, mime, size: bytes.length }, bytes, clock.now());
  return { sha256, mime };
}

/** Opens a page and waits until it hears of news. */
async function listening(page: Page, address: string) {
  await Promise.all([page.waitForResponse('**/review/events'), page.goto(address)]);
}

describe.runIf(hasChromium)('at a glance', { timeout: 120_000 }, () => {
  test('the chosen row of the queue is shown beside it, and goes by Escape', async () => {
    const { desk, page, complaints } = await atScreen(WIDE);
    await page.goto(`${desk.url}/review/queue?list=all`);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const pane = page.locator('#peek');
    await pane.locator('blockquote', { hasText: 'Mulai besok semua bank' }).waitFor(LOOKS);
    expect(await pane.textContent()).toContain('kemiripan lemah');
    expect(await pane.locator('button, input, form').count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await pane.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('an open case tells what somebody else does, and what is being typed stays', async () => {
    const { desk, page } = await atScreen(WIDE);
    await listening(page, `${desk.url}/review/cases/${tickets.health}`);
    await page.click('#fold-note');
    await page.fill('#note', 'Belum selesai');
    await addNote(
      desk.deps,
      { ticket: tickets.health, reviewer: 'Budi' },
      'Dinas sudah ditelepon.',
    );
    await page.locator('#news .news', { hasText: 'Dinas sudah ditelepon.' }).waitFor(LOOKS);
    expect(await page.locator('.history').textContent()).toContain('Dinas sudah ditelepon.');
    expect(await page.inputValue('#note')).toBe('Belum selesai');
  });

  test('a case that a colleague settles is shown as settled', async () => {
    const { desk, page } = await atScreen(WIDE);
    await listening(page, `${desk.url}/review/cases/${tickets.health}`);
    await close(desk.deps, { ticket: tickets.health, reviewer: 'Budi' }, 'spam');
    await page.locator('.zone:last-child h2', { hasText: 'Ditutup tanpa putusan' }).waitFor(LOOKS);
    expect(await page.locator('h1 .badge').textContent()).toBe('ditutup');
  });

  test('the title of a tab that is out of sight counts the new cases and the mentions', async () => {
    const { desk, page } = await atScreen(WIDE);
    await addNote(desk.deps, { ticket: tickets.health, reviewer: 'Budi' }, '@Sari, lihat ini');
    await listening(page, `${desk.url}/review/queue`);
    await page.evaluate(`Object.defineProperty(document, 'hidden', { value: true })`);
    await desk.ask('Air galon isi ulang di Pasar Rebo dicampur sabun cuci', 'citra');
    await expect.poll(() => page.title(), LOOKS).toMatch(/^\(2\) [^(]/);
  });

  test('all settings that were changed are saved by one button, and a wrong one loses none', async () => {
    const desk = await openDesk();
    const { cookies } = await desk.enter('Ayu', 'admin');
    const { page } = await openPage(await openChromium());
    await letIn(page, desk.url, cookies);
    await page.goto(`${desk.url}/review/settings`);
    expect(await page.locator('#save-all').isVisible()).toBe(false);
    await page.fill('#value-service-hours', '12');
    await page.fill('#value-undo-seconds', 'sebentar');
    await page.click('#save-all button:has-text("Simpan 2 perubahan")');
    await page.locator('#news .alert').waitFor(LOOKS);
    expect(await page.inputValue('#value-undo-seconds')).toBe('sebentar');
    await page.fill('#value-undo-seconds', '300');
    await page.fill('#value-service-hours', '6');
    await page.click('#save-all button');
    await page.waitForURL('**done=saved');
    const { settings } = desk.deps;
    expect([settings.serviceMs, settings.undoMs]).toEqual([6 * 3_600_000, 300_000]);
  });

  test.runIf(hasMediaTools())(
    'a film is shown in moments, and a sound by how loud it is',
    async () => {
      const { desk, page, complaints } = await atScreen(WIDE);
      const film = await keep(desk, 'video/mp4', [
        ...['-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=10:duration=4'],
        ...['-c:v', 'libaom-av1', '-cpu-used', '8', '-pix_fmt', 'yuv420p'],
      ]);
      const sound = await keep(desk, 'audio/ogg', [
        ...['-f', 'lavfi', '-i', 'sine=frequency=440:duration=2', '-c:a', 'libopus'],
      ]);
      await putCase(desk, 'KC01', { claim: '', tip: { text: '', kind: 'video' } }, film);
      await putCase(desk, 'KC02', { claim: '', tip: { text: '', kind: 'audio' } }, sound);
      await page.goto(`${desk.url}/review/cases/KC01`);
      await page.click('button[data-frames]');
      await page.locator('.frames a').nth(7).waitFor(LOOKS);
      await page.locator('.frames a').first().click();
      expect(await page.locator('#viewer img').getAttribute('src')).toMatch(/^data:image\/jpeg/);
      await page.goto(`${desk.url}/review/cases/KC02`);
      await page.evaluate(`document.querySelector('audio').play()`);
      await page.locator('canvas.wave').waitFor(LOOKS);
      expect(complaints).toEqual([]);
    },
  );
});

test('who else has a case before them is named for a minute', async () => {
  const desk = await openDesk();
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  const joko = await desk.enter('Joko', 'reviewer');
  const rina = await desk.enter('Rina', 'reviewer');
  await joko.get(`/review/cases/${ticket}`);
  expect(joko.page).not.toContain('sedang melihat');
  await rina.get(`/review/cases/${ticket}`);
  expect(rina.page).toContain('Joko sedang melihat');
  await desk.wait(61_000);
  await rina.get(`/review/cases/${ticket}`);
  expect(rina.page).not.toContain('sedang melihat');
});
