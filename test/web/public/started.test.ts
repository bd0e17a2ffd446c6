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
