import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalLink, isPage } from '../../../src/matching/links/canonical-link.ts';

describe('addresses of one page have one form', () => {
  const page = 'contoh.id/berita/bank-tutup';
  test.each([
    'https://contoh.id/berita/bank-tutup',
    'http://www.contoh.id/berita/bank-tutup/',
    'HTTPS://M.CONTOH.ID/berita/bank-tutup?utm_source=wa&utm_medium=share&fbclid=IwAR0',
    'contoh.id/berita/bank-tutup#komentar',
    'https://amp.contoh.id/berita/bank-tutup/amp/',
    'https://contoh.id//berita/bank-tutup/index.html',
    'https://l.facebook.com/l.php?u=https%3A%2F%2Fcontoh.id%2Fberita%2Fbank-tutup%3Ffbclid%3D1&h=AT',
    'https://www.google.com/url?q=https://contoh.id/berita/bank-tutup&sa=D',
    'https://www.google.com/amp/s/amp.contoh.id/berita/bank-tutup/amp',
    'https://contoh-id.cdn.ampproject.org/c/s/contoh.id/berita/bank-tutup?amp_js_v=0.1',
    'https://contoh.id/berita/bank-tutup).',
  ])('%s', (link) => {
    expect(canonicalLink(link)).toBe(page);
  });

  test.each([
    'https://youtu.be/dQw4w9WgXcQ?si=abc',
    'https://m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ',
    'https://youtube.com/shorts/dQw4w9WgXcQ',
    'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
  ])('%s is the same film', (link) => {
    expect(canonicalLink(link)).toBe('youtube.com/watch?v=dQw4w9WgXcQ');
  });

  test('what tells one page from another stays, in one order', () => {
    expect(canonicalLink('https://contoh.id/a?id=7&halaman=2&utm_campaign=x')).toBe(
      canonicalLink('https://contoh.id/a?halaman=2&id=7'),
    );
    expect(canonicalLink('https://contoh.id/a?id=7')).not.toBe(
      canonicalLink('https://contoh.id/a?id=8'),
    );
  });
});

test.each([
  ['spaces around it', '  https://contoh.id/a '],
  ['marks of the sentence after it', 'https://contoh.id/a!?)*'],
  ['a name and a password', 'https://user:pw@contoh.id/a'],
  ['a second server', 'https://www2.contoh.id/a'],
  ['two names of servers for phones', 'https://mobile.m.contoh.id/a'],
  ['a default page', 'https://contoh.id/a/Default.aspx'],
  ['a page for phones in capitals', 'https://contoh.id/a/AMP/'],
  ['the page for phones of a page for phones', 'https://contoh.id/a/amp/amp'],
  ['what a campaign adds', 'https://contoh.id/a?mc_cid=1&hsa_x=2&UTM_X=3&__cft__[0]=4'],
  ['Facebook', 'https://lm.facebook.com/l.php?u=https://contoh.id/a'],
  ['Instagram', 'https://l.instagram.com/?u=https%3A%2F%2Fcontoh.id%2Fa&e=1'],
  ['Google', 'https://www.google.co.id/url?url=https://contoh.id/a'],
  ['Google, with an empty question', 'https://www.google.com/url?q=&url=https://contoh.id/a'],
  ['YouTube', 'https://www.youtube.com/redirect?q=https://contoh.id/a'],
  ['Reddit', 'https://out.reddit.com/t3?url=https://contoh.id/a'],
  ['Tumblr', 'https://t.umblr.com/redirect?z=https://contoh.id/a'],
  ['Outlook', 'https://eur01.safelinks.protection.outlook.com/?url=https://contoh.id/a'],
  ['a translation', 'https://translate.google.com/translate?u=https://contoh.id/a'],
  ['VK', 'https://vk.com/away.php?to=https://contoh.id/a'],
  ['one wrapper in another', 'https://vk.com/away?to=https://t.umblr.com/a?z=https://contoh.id/a'],
  ['a cache', 'https://contoh-id.cdn.ampproject.org/v/s/contoh.id/a'],
  ['a cache without encryption', 'https://contoh-id.cdn.ampproject.org/c/contoh.id/a'],
  ['a cache of Google', 'https://google.co.id/amp/s/contoh.id/a'],
])('an address is the same with %s', (_, link) => {
  expect(canonicalLink(link)).toBe('contoh.id/a');
});

test.each([
  ['contoh.id/lihat?u=https://lain.id/b', 'contoh.id/lihat?u=https%3A%2F%2Flain.id%2Fb'],
  ['contoh.id/url?q=https://lain.id/a', 'contoh.id/url?q=https%3A%2F%2Flain.id%2Fa'],
  ['notvk.com/away?to=https://lain.id', 'notvk.com/away?to=https%3A%2F%2Flain.id'],
  ['google.com/url/x?q=https://lain.id', 'google.com/url/x?q=https%3A%2F%2Flain.id'],
  ['contoh.id/c/s/lain.id/a', 'contoh.id/c/s/lain.id/a'],
  ['bukangoogle.com/amp/s/lain.id/a', 'bukangoogle.com/amp/s/lain.id/a'],
  ['google.com.contoh.id/amp/s/lain.id/a', 'google.com.contoh.id/amp/s/lain.id/a'],
  ['google.com/maps/c/s/lain.id/a', 'google.com/maps/c/s/lain.id/a'],
  ['google.com/amp/s/lokal/a', 'google.com/amp/s/lokal/a'],
  ['www.google.com/search?q=abc', 'google.com/search?q=abc'],
  ['m.id/a', 'm.id/a'],
  ['web.id/a', 'web.id/a'],
  ['fb.com/a', 'facebook.com/a'],
  ['twitter.com/a/status/1', 'x.com/a/status/1'],
  ['api.whatsapp.com/send?phone=62', 'wa.me/send?phone=62'],
  ['contoh.id/a?putm_x=1&utmx=2', 'contoh.id/a?putm_x=1&utmx=2'],
  ['contoh.id/index.php', 'contoh.id'],
  ['contoh.id/index.html/a', 'contoh.id/index.html/a'],
  ['contoh.id/ampuh', 'contoh.id/ampuh'],
  ['youtu.be/abc', 'youtu.be/abc'],
  ['youtube.com/@kanal', 'youtube.com/@kanal'],
  ['youtube.com/live/dQw4w9WgXcQ', 'youtube.com/watch?v=dQw4w9WgXcQ'],
  ['youtube.com/x/shorts/dQw4w9WgXcQ', 'youtube.com/x/shorts/dQw4w9WgXcQ'],
])('%s leads to %s', (link, page) => {
  expect(canonicalLink(link)).toBe(page);
});

test('of a long address five hundred letters are kept, and what stands far behind is not read', () => {
  expect(canonicalLink(`contoh.id/${'x'.repeat(600)}`)).toHaveLength(500);
  const page = canonicalLink(`https://contoh.id/a?z=${'x'.repeat(8_000)}&b=1`);
  expect(page?.startsWith('contoh.id/a?z=xxx')).toBe(true);
});

test('what is no web address has no form', () => {
  for (const text of [
    '',
    'bukan alamat',
    'javascript:alert(1)',
    'ftp://contoh.id/a',
    'xhttp://contoh.id/a',
    'http://x',
  ]) {
    expect(canonicalLink(text)).toBeUndefined();
  }
});

test('the form of a form is itself, whatever the address', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (link) => {
      const once = canonicalLink(link);
      if (once !== undefined) expect(canonicalLink(once)).toBe(once);
    }),
    { numRuns: 2000 },
  );
});

test('the front of a site is no page of it', () => {
  expect(isPage('contoh.id')).toBe(false);
  expect(isPage('contoh.id/a')).toBe(true);
  expect(isPage('contoh.id?p=1')).toBe(true);
});
