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

test('what is no web address has no form', () => {
  for (const text of ['', 'bukan alamat', 'javascript:alert(1)', 'ftp://contoh.id/a', 'http://x']) {
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
