import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../support/posko.ts';
import { aFreePort, isHealthy, startProgram } from '../../support/program.ts';

/** Starts a post as an operator does; stops it after the test. */
async function started(variables: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = temporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  const port = await aFreePort();
  const at = { POSKO_DATA: folder.path, POSKO_PORT: String(port) };
  const program = startProgram(['start'], { ...at, ...variables });
  onTestFinished(() => program.stop());
  await isHealthy(port);
  return `http://127.0.0.1:${port}`;
}

test('a post in production shows its pages to anyone, without the samples', async () => {
  const url = await started({
    NODE_ENV: 'production',
    POSKO_PUBLIC_URL: 'https://cek.example.org',
  });
  const page = await fetch(`${url}/cek`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toContain('Belum ada cek fakta yang terbit di sini.');
  const robots = await (await fetch(`${url}/robots.txt`)).text();
  expect(robots).toContain('Sitemap: https://cek.example.org/sitemap.xml');
});

test('no page may be framed, guessed at, or named to the site that a link on it leads to', async () => {
  const url = await started({ POSKO_PROXIES: '1', POSKO_CHAT: 'on' });
  for (const path of ['/cek', '/chat', '/healthz', '/laporan-saya/x', '/review/login', '/x']) {
    const { headers } = await fetch(url + path, { headers: { 'x-forwarded-proto': 'https' } });
    const policy = path === '/review/login' ? 'same-origin' : 'no-referrer';
    expect([path, Object.fromEntries(headers)]).toEqual([
      path,
      expect.objectContaining({
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'referrer-policy': policy,
        'strict-transport-security': 'max-age=31536000',
        'x-content-type-options': 'nosniff',
      }),
    ]);
  }
});

test('a visitor who names another address with each request is still counted as one', async () => {
  const url = await started();
  const visits = Array.from({ length: 21 }, (_, n) =>
    fetch(`${url}/laporan-saya/x`, { headers: { 'x-forwarded-for': `203.0.113.${n}` } }),
  );
  const states = (await Promise.all(visits)).map(({ status }) => status);
  expect(states.filter((status) => status === 429)).toHaveLength(1);
});
