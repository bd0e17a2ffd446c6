import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../support/posko.ts';
import { aFreePort, isHealthy, startProgram } from '../../support/program.ts';

test('a post in production shows its pages to anyone, without the samples', async () => {
  using folder = temporaryFolder();
  const port = await aFreePort();
  const program = startProgram(['start'], {
    POSKO_DATA: folder.path,
    POSKO_PORT: String(port),
    NODE_ENV: 'production',
    POSKO_PUBLIC_URL: 'https://cek.example.org',
  });
  onTestFinished(() => program.stop());
  await isHealthy(port);
  const page = await fetch(`http://127.0.0.1:${port}/cek`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toContain('Belum ada cek fakta yang terbit di sini.');
  const robots = await (await fetch(`http://127.0.0.1:${port}/robots.txt`)).text();
  expect(robots).toContain('Sitemap: https://cek.example.org/sitemap.xml');
  await program.stop();
});

test('a visitor who names another address with each request is still counted as one', async () => {
  using folder = temporaryFolder();
  const port = await aFreePort();
  const program = startProgram(['start'], {
    POSKO_DATA: folder.path,
    POSKO_PORT: String(port),
  });
  onTestFinished(() => program.stop());
  await isHealthy(port);
  const visits = Array.from({ length: 21 }, (_, n) =>
    fetch(`http://127.0.0.1:${port}/laporan-saya/x`, {
      headers: { 'x-forwarded-for': `203.0.113.${n}` },
    }),
  );
  const states = (await Promise.all(visits)).map(({ status }) => status);
  expect(states.filter((status) => status === 429)).toHaveLength(1);
  await program.stop();
});
