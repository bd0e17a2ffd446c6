import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { z } from 'zod';
import { findChromium } from '../support/chromium.ts';
import { temporaryFolder } from '../support/posko.ts';
import { aFreePort, isHealthy, startProgram } from '../support/program.ts';
import { Browser as DeskBrowser } from '../web/desk/browser.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PICTURES = join(ROOT, 'docs', 'pictures');
const PHONE = { viewport: { width: 390, height: 900 }, deviceScaleFactor: 2 };
const DESK = { viewport: { width: 1240, height: 1180 }, deviceScaleFactor: 1.5 };
const RINA = { name: 'Rina', password: 'tiga gajah makan kertas' };
/** A hoax that the sample fact-checks know. */
const KNOWN = 'Waspada telor plastik! Putihnya ada kertasnya, kuningnya mental kayak karet.';
/** Claims nobody has checked; three citizens ask about the first. */
const UNKNOWN = [
  'Awas! Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh oknum pedagang. Sebarkan ke semua!!',
  'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh oknum pedagang. Sebarkan ke semua!!',
  'Apa benar air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh oknum pedagang?',
  'Mulai Senin depan semua SPBU di Bekasi tutup tiga hari karena tangki pusat meledak',
];
const EXPLANATION =
  'Dinas kesehatan menguji air di pasar itu: tidak ada sabun, dan air layak minum.';
const phoneSchema = z.object({ messages: z.array(z.object({ from: z.string() })) });

await takePictures();

/** Starts Posko with its sample data and takes the README's pictures of the chat and of the desk. */
async function takePictures(): Promise<void> {
  requireEmoji();
  using folder = temporaryFolder();
  const variables = { POSKO_DATA: folder.path, POSKO_QUIET_MS: '50' };
  const token = inviteReviewer(variables);
  const port = await aFreePort();
  const url = `http://127.0.0.1:${port}`;
  const program = startProgram(['start'], { ...variables, POSKO_PORT: String(port) });
  const executablePath = findChromium() ?? '';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    await isHealthy(port);
    await accept(url, token);
    for (const [at, text] of UNKNOWN.entries()) await report(url, `asker-${at}`, text);
    mkdirSync(PICTURES, { recursive: true });
    await save(await openChat(browser, url), 'chat');
    await save(await openDesk(browser, url), 'desk');
  } finally {
    await browser.close();
    await program.stop();
  }
}

function requireEmoji(): void {
  const fonts = execFileSync('fc-list', [':charset=274c'], { encoding: 'utf8' });
  if (fonts === '') throw new Error('no font has ❌: apt-get install fonts-noto-color-emoji');
}

function inviteReviewer(variables: Record<string, string>): string {
  const words = ['reviewer', 'add', RINA.name, '--role', 'reviewer', '--json'];
  const told = execFileSync(process.execPath, [join(ROOT, 'src/main.ts'), ...words], {
    env: { ...process.env, ...variables },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new URL(JSON.parse(told).link).searchParams.get('token') ?? '';
}

/** Chooses the password that the invitation asks for. */
async function accept(url: string, token: string): Promise<void> {
  const browser = new DeskBrowser(url);
  await browser.get(`/review/invitation?token=${token}`);
  await browser.post('/review/invitation', { token, password: RINA.password });
}

/** Forwards a message, consents to its storage and skips the other questions. */
async function report(url: string, citizen: string, text: string): Promise<void> {
  await say(url, citizen, { text, forwarded: true, forwardingScore: 2 });
  for (const answer of ['ya', 'cukup']) await say(url, citizen, { text: answer });
}

/** Writes as a citizen and waits for the reply. */
async function say(url: string, citizen: string, message: object): Promise<void> {
  const phone = `${url}/chat/api/phones/${citizen}`;
  const countReplies = async () => {
    const { messages } = phoneSchema.parse(await (await fetch(phone)).json());
    return messages.filter(({ from }) => from !== 'citizen').length;
  };
  const before = await countReplies();
  await fetch(`${phone}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  });
  for (let tries = 0; (await countReplies()) === before; tries += 1) {
    if (tries === 200) throw new Error(`${citizen} got no reply within 20 seconds`);
    await pause(100);
  }
}

/** Opens a citizen's phone on which a forwarded hoax has been answered. */
async function openChat(browser: Browser, url: string): Promise<Page> {
  await say(url, 'w1', { text: KNOWN, forwarded: true, forwardingScore: 5 });
  const page = await openPage(browser, PHONE);
  await page.goto(`${url}/chat`);
  await page.locator('.messages').getByText('SALAH').first().waitFor();
  return page;
}

/** Opens the case that three citizens asked about, with its verdict written but not published. */
async function openDesk(browser: Browser, url: string): Promise<Page> {
  const page = await openPage(browser, DESK);
  await page.goto(`${url}/review/login`);
  await page.fill('#name', RINA.name);
  await page.fill('#password', RINA.password);
  await page.click('.door form button');
  await page.waitForURL('**/review/queue**');
  await page.locator('main a', { hasText: 'Air galon' }).first().click();
  await page.getByRole('button', { name: 'Ambil kasus ini' }).click();
  await page.click('.choice.v-salah');
  await page.fill('#summary', EXPLANATION);
  await page.fill('#url', 'https://dinkes.example/uji-air');
  await page.locator('#preview-body').getByText(EXPLANATION).waitFor();
  await page.locator('#url').blur();
  return page;
}

async function openPage(browser: Browser, screen: typeof PHONE): Promise<Page> {
  const context = await browser.newContext({ ...screen, colorScheme: 'light', locale: 'id-ID' });
  return context.newPage();
}

async function save(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({ animations: 'disabled' });
  const path = join(PICTURES, `${name}.webp`);
  await sharp(picture).webp({ nearLossless: true, quality: 60, effort: 6 }).toFile(path);
}
