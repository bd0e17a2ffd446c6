import { expect, test } from 'vitest';
import { PASSWORD } from '../../support/gate.ts';
import type { Browser } from './browser.ts';
import { openDesk } from './desk-world.ts';

test('a browser that has come in before comes in again while strangers guess, also after logging out', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.post('/review/logout', {});
  const stranger = desk.browser();
  for (let n = 0; n < 30; n += 1) await knock(stranger, `salah sekali ${n}`);
  expect(await knock(desk.browser(), PASSWORD)).toBe(429);
  expect(await knock(rina, PASSWORD)).toBe(200);
  expect(rina.path).not.toContain('/review/login');
});

test('what a browser is known by is kept for ninety days, out of reach of scripts', async () => {
  const desk = await openDesk();
  await desk.add('Rina', 'reviewer');
  const door = desk.browser();
  await door.get('/review/login');
  const body = new URLSearchParams({ form: door.form, name: 'Rina', password: PASSWORD });
  const headers = { origin: door.url };
  const login = await door.send('/review/login', { method: 'POST', body, headers });
  const cookie = login.headers.getSetCookie().find((line) => line.includes('posko-device='));
  expect(cookie).toMatch(/Max-Age=7776000.*HttpOnly.*SameSite=Lax/);
});

test('where too many wait to be checked, the next one is told so in plain words', async () => {
  const desk = await openDesk();
  await desk.add('Rina', 'reviewer');
  desk.gate.secrets.isPasswordUnlessBusy = async () => 'busy';
  const browser = desk.browser();
  expect(await knock(browser, PASSWORD)).toBe(503);
  expect(browser.page).toContain('Tunggu beberapa detik, lalu coba lagi.');
  expect(browser.headers.get('retry-after')).toBe('5');
});

async function knock(browser: Browser, password: string): Promise<number> {
  await browser.get('/review/login');
  await browser.post('/review/login', { name: 'Rina', password });
  return browser.status;
}
