import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { Phones } from '../../../src/channels/simulator/phones.ts';
import { simulatorRoutes } from '../../../src/channels/simulator/routes.ts';
import type { Address } from '../../../src/domain/messages/message.ts';
import type { Delivered } from '../../../src/services/messaging/receive.ts';
import { aFolder, anId } from '../../support/builders.ts';
import { hasChromium, launchChromium, openPage } from '../desk/chromium.ts';

/** Where pictures of the page go, for whoever wants to see it. */
const pictures = process.env.POSKO_CHAT_PICTURES;
const LABELS = ['Cek pesan', 'Lapor', 'Info pemilu', 'Hoaks terbaru', 'Bahasa', 'Batalkan'];
let browser: Browser;

describe.skipIf(!hasChromium)('the page of the simulator', () => {
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('tells that its citizen types, as long as there is text in the box', async () => {
    const { phone, told } = await openChat({ width: 360 });
    const box = phone.getByRole('textbox');
    await box.pressSequentially('hal');
    await vi.waitUntil(() => told.length > 0);
    await box.fill('');
    await vi.waitUntil(() => told.length > 1);
    await box.fill('halo');
    await vi.waitUntil(() => told.length > 2);
    await box.press('Enter');
    await vi.waitUntil(() => told.length > 3);
    expect(told).toEqual(['w1 true', 'w1 false', 'w1 true', 'w1 false']);
  });

  test('shows that a reply is being written, and what became of a message', async () => {
    const { page, phone, say, complaints } = await openChat({ width: 360 });
    await phone.getByRole('textbox').fill('halo');
    await phone.getByRole('textbox').press('Enter');
    const presence = phone.locator('.presence');
    await presence.getByText('sedang mengetik…').waitFor();
    const meta = phone.locator('.row.citizen .meta');
    await meta.getByRole('img', { name: 'Tersampaikan' }).waitFor();
    await picture(page, 'typing-360');
    say('Halo, ada yang bisa kami bantu?');
    await meta.getByRole('img', { name: 'Dibaca' }).waitFor();
    await presence.getByText('daring').waitFor();
    await page.reload();
    await meta.getByRole('img', { name: 'Dibaca' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('one tick is what the post has not taken in yet, as far as the page can tell', async () => {
    const { page, phone } = await openChat({ width: 360 });
    await page.route('**/chat/api/phones/w1/messages', (route) =>
      route.fulfill({ status: 202, json: { id: 'elsewhere' } }),
    );
    await phone.getByRole('textbox').fill('halo');
    await phone.getByRole('textbox').press('Enter');
    await phone.locator('.meta').getByRole('img', { name: 'Terkirim' }).waitFor();
  });

  test('a message is forwarded to whoever is chosen', async () => {
    const { page, phone, say, written, complaints } = await openChat({ width: 1280 });
    say('*SALAH* Telur plastik tidak ada.');
    await phone.getByText('Telur plastik').click({ button: 'right' });
    const sheet = page.getByRole('dialog', { name: 'Teruskan ke …' });
    await sheet.getByLabel('Warga 2').check();
    await picture(page, 'forward-1280');
    await sheet.getByRole('button', { name: 'Kirim' }).click();
    await page.locator('#w2').getByText('Diteruskan', { exact: true }).waitFor();
    expect(written).toEqual(['*SALAH* Telur plastik tidak ada. undefined']);
    expect(complaints).toEqual([]);
  });

  test('up to three choices are buttons', async () => {
    const { phone, say, written } = await openChat({ width: 360 });
    say('Ini yang Anda maksud?', ['Ya, ini', 'Bukan', 'Tidak tahu']);
    await phone.getByRole('group').getByRole('button', { name: 'Bukan' }).click();
    await vi.waitUntil(() => written.length > 0);
    expect(written).toEqual(['Bukan c1']);
  });

  test.each([
    { width: 360, dark: false },
    { width: 360, dark: true },
    { width: 1280, dark: false },
    { width: 1280, dark: true },
  ])(
    'more are a closed list, which the keyboard opens, chooses from and leaves: %o',
    async (screen) => {
      const { page, phone, say, written, complaints } = await openChat(screen);
      const name = `${screen.width}${screen.dark ? '-dark' : ''}`;
      say('Ada yang bisa kami bantu? Pilih salah satu, atau teruskan saja pesannya.', LABELS);
      const open = phone.getByRole('button', { name: 'Lihat pilihan' });
      await open.waitFor();
      await picture(page, `closed-${name}`);
      await open.focus();
      await page.keyboard.press('Enter');
      const sheet = page.getByRole('dialog', { name: 'Lihat pilihan' });
      expect(await sheet.getByRole('radio').count()).toBe(LABELS.length);
      expect(await sheet.getByRole('button', { name: 'Kirim' }).isDisabled()).toBe(true);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      expect(await sheet.isVisible()).toBe(false);
      expect(written).toEqual([]);
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowDown');
      await picture(page, `list-${name}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      expect(Number(wide)).toBeLessThanOrEqual(screen.width);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await sheet.isVisible()).toBe(false);
      await vi.waitUntil(() => written.length > 0);
      expect(written).toEqual(['Lapor c1']);
      await open.click();
      await sheet.getByRole('button', { name: 'Tutup' }).click();
      expect(await sheet.isVisible()).toBe(false);
      expect(complaints).toEqual([]);
    },
  );
});

/** The page for a post that says what the test says, with what it hears of the citizen. */
async function openChat(screen: { width: number; dark?: boolean }) {
  const phones = new Phones(join(aFolder(), 'chat.db'));
  const [told, written]: [string[], string[]] = [[], []];
  const host = {
    phones,
    post: 'Posko',
    hosts: [],
    samples: () => [],
    onTyping: ({ chat }: Address, isTyping: boolean) => told.push(`${chat} ${isTyping}`),
    receive: async ({ message }: Delivered) => written.push(`${message.text} ${message.choice}`),
    readMedia: async () => undefined,
    now: Date.now,
  };
  const server = createServer(express().use(simulatorRoutes(host))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const opened = await openPage(browser, screen);
  onTestFinished(async () => {
    await opened.page.context().close();
    server.closeAllConnections();
    server.close();
    phones.close();
  });
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  await opened.page.goto(`http://127.0.0.1:${port}/chat`);
  const phone = opened.page.locator('#w1');
  await phone.locator('.presence').getByText('daring').waitFor();
  const say = (text: string, labels: string[] = []) => {
    const choices = labels.map((label, at) => ({ id: `c${at}`, label }));
    phones.show('w1', { id: anId(), text, choices }, { at: Date.now() });
  };
  return { ...opened, phone, told, written, say };
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
