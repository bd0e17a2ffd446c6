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
