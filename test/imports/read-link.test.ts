import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { createLinkReader, describePage } from '../../src/imports/read-link.ts';
import { aFactCheck, aPost } from '../support/builders.ts';
import { openLoopbackSite } from '../support/loopback-site.ts';

const HOAX = 'Besok semua bank tutup sebulan karena keadaan darurat, tarik uang Anda hari ini';
const PAGE = `<html><head><title>${HOAX}</title>
<meta property="og:description" content="Menurut &quot;menteri&quot;, berlaku besok"></head><body>x</body></html>`;

test('a page is what its title and description say, or the claim it reviews', () => {
  expect(describePage(PAGE)).toBe(`${HOAX}\nMenurut "menteri", berlaku besok`);
  const review = { '@type': 'ClaimReview', claimReviewed: 'Bank tutup', url: 'https://x.id/a' };
  const json = `<script type="application/ld+json">${JSON.stringify(review)}</script>`;
  expect(describePage(`${PAGE}${json}`)).toBe('Bank tutup');
  expect(describePage('')).toBeUndefined();
  expect(describePage('<meta name=description content=')).toBeUndefined();
});

test('of a page that says very much no more than 2,000 signs are taken', () => {
  const claims = ['a', 'b', 'c'].map((sign) => ({
    ...{ '@type': 'ClaimReview', claimReviewed: sign.repeat(900), url: `https://x.id/${sign}` },
  }));
  const page = `<script type="application/ld+json">${JSON.stringify(claims)}</script>`;
  expect(describePage(page)).toHaveLength(2000);
  expect(describePage(`<title>${'kata '.repeat(900)}</title>`)).toHaveLength(2000);
});

test('a link without words is answered by what its page says, and asked for once', async () => {
  const body = { body: PAGE, headers: { 'content-type': 'text/html' } };
  const site = await openLoopbackSite({ '/berita/1': body });
  const store = await openMemoryStore([aFactCheck({ title: HOAX, narratives: [HOAX] })]);
  const post = await aPost(store);
  onTestFinished(() => post.close());
  const read = createLinkReader(Date.now, { allowsLoopback: true });
  post.deps.links = { read: (link) => read.read(link.replace('https://contoh.id', site.url)) };
  for (const citizen of ['w1', 'w2']) {
    await post.write(citizen, 'https://contoh.id/berita/1', { forwarded: true });
  }
  expect(post.heard.map(({ text }) => text.includes('SALAH'))).toEqual([true, true]);
  expect(site.asked).toHaveLength(1);
});

test('a short link is told with where it leads, and that is what is judged', async () => {
  const target = 'https://bpjs-kesehatan.layanan-warga.top/isi';
  const site = await openLoopbackSite({ '/a': { body: PAGE } });
  const read = createLinkReader(Date.now, { allowsLoopback: true });
  const post = await aPost(await openMemoryStore([]));
  onTestFinished(() => post.close());
  post.deps.links = {
    async read(link) {
      const page = await read.read(link.replace('bit.ly', site.url));
      return page && { ...page, address: page.address.replace(`${site.url}/a`, target) };
    },
  };
  await post.write('w1', 'Katanya lihat bit.ly/a', { forwarded: true });
  expect(post.heard.at(-1)?.text).toContain(
    'Tautan pendek bit[.]ly/a sebenarnya menuju hxxps://bpjs-kesehatan[.]layanan-warga[.]top/isi.',
  );
  expect(post.heard.at(-1)?.text).toContain('Alamat resminya bpjs-kesehatan.go.id');
  await post.write('w2', 'Katanya lihat bit.ly/b', { forwarded: true });
  expect(post.heard.at(-1)?.text).toContain('itu tautan pendek');
});

test('a page that has changed is read again after an hour', async () => {
  const site = await openLoopbackSite({ '/a': '<title>Bank tutup</title>' });
  const time = { now: 0 };
  const reader = createLinkReader(() => time.now, { allowsLoopback: true });
  const read = async () => (await reader.read(`${site.url}/a`))?.text;
  expect(await read()).toBe('Bank tutup');
  site.pages['/a'] = '<title>RALAT: bank buka</title>';
  time.now = 3_599_999;
  expect(await read()).toBe('Bank tutup');
  time.now = 3_600_000;
  expect(await read()).toBe('RALAT: bank buka');
});

test('a redirect ends at the address that it leads to', async () => {
  const moved = { status: 302, headers: { location: '/b' }, body: '' };
  const site = await openLoopbackSite({ '/a': moved, '/b': { body: PAGE } });
  const page = await createLinkReader(Date.now, { allowsLoopback: true }).read(`${site.url}/a`);
  expect(page?.address).toBe(`${site.url}/b`);
});

test('addresses of this machine and of private networks are never asked', async () => {
  const reader = createLinkReader(Date.now);
  for (const host of [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '[::1]',
    '10.0.0.1',
    '169.254.169.254',
    '[::ffff:127.0.0.1]',
    'localhost',
  ]) {
    expect(await reader.read(`https://${host}/a`)).toBeUndefined();
  }
});
