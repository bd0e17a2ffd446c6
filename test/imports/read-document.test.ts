import { expect, test } from 'vitest';
import { readDocument } from '../../src/imports/read-document.ts';
import { idOf, toFactCheckRow } from '../../src/imports/to-fact-check-row.ts';

const rowsOf = (text: string, url?: string, org?: string) =>
  readDocument({ text, url, org }).map((item, at) => toFactCheckRow(at + 1, item));

const review = {
  '@context': 'https://schema.org',
  '@type': 'ClaimReview',
  url: 'https://cek.example/air-kelapa',
  claimReviewed: 'Air kelapa menyembuhkan COVID',
  datePublished: '2026-11-02',
  author: { '@type': 'Organization', name: 'Cek Contoh' },
  reviewRating: { '@type': 'Rating', ratingValue: 1, alternateName: 'HOAKS' },
};
const expected = {
  type: 'read',
  factCheck: {
    id: idOf(review.url),
    title: 'Air kelapa menyembuhkan COVID',
    claim: 'Air kelapa menyembuhkan COVID',
    verdict: 'salah',
    org: 'Cek Contoh',
    url: review.url,
    publishedAt: '2026-11-02',
  },
};

test.each([
  ['alone', JSON.stringify(review)],
  ['in a list', JSON.stringify([review])],
  ['in a graph', JSON.stringify({ '@graph': [{ '@type': 'WebPage' }, review] })],
  [
    'in a data feed',
    JSON.stringify({ '@type': 'DataFeed', dataFeedElement: [{ item: [review] }] }),
  ],
  [
    'in a page',
    `<!doctype html><script type='application/ld+json'>{broken</script><SCRIPT type="application/ld+json">${JSON.stringify(review)}</SCRIPT>`,
  ],
  ['with several types', JSON.stringify({ ...review, '@type': ['Review', 'ClaimReview'] })],
])('a ClaimReview %s is read', (_, text) => {
  expect(rowsOf(text)).toMatchObject([expected]);
});

test.each([
  [{ reviewRating: { ratingValue: 1 } }, 'no label'],
  [{ reviewRating: undefined }, 'no label'],
  [{ reviewRating: { alternateName: 'Four Pinocchios' } }, 'Four Pinocchios'],
  [{ url: 'javascript:alert(1)' }, 'url'],
  [{ url: undefined }, 'no address'],
  [{ author: undefined }, 'org'],
  [{ claimReviewed: undefined }, 'title'],
])('a ClaimReview with %j is refused, with the reason', (changes, reason) => {
  const [row] = rowsOf(JSON.stringify({ ...review, ...changes }));
  expect(row).toMatchObject({ type: 'refused', reason: expect.stringContaining(reason) });
});

const RSS = `<?xml version="1.0"?><rss version="2.0" xmlns:content="c"><channel><title>Cek Contoh</title>
<item><title><![CDATA[[SALAH] Air kelapa &#8220;sakti&#8221;]]></title><link>https://cek.example/1?utm_source=rss</link>
<pubDate>Sun, 01 Nov 2026 20:00:00 +0000</pubDate><description>&lt;p&gt;Tidak benar.&lt;/p&gt;</description></item>
<item><title>Hoaks! Gempa besok</title><guid>https://cek.example/2</guid></item>
<item><title>Kumpulan hoaks minggu ini</title><link>https://cek.example/3</link></item>
<item><title>[EDUKASI] Cara memeriksa</title><link>https://cek.example/4</link></item>
<item><title>Banjir di kota</title><category>Berita</category><category>Penipuan</category><link>https://cek.example/5</link></item>
<item><title>Dua kata</title><category>Salah</category><category>Penipuan</category><link>https://cek.example/6</link></item>
<item><title>Bagian fakta</title><category>Fakta</category><link>https://cek.example/7</link></item>
</channel></rss>`;

test('a feed (RSS) gives what states a verdict, and refuses the rest with its title', () => {
  const rows = rowsOf(RSS);
  expect(rows.map((row) => (row.type === 'read' ? row.factCheck.verdict : row.type))).toEqual([
    'salah',
    'salah',
    'refused',
    'refused',
    'penipuan',
    'refused',
    'refused',
  ]);
  expect(rows[0]).toMatchObject({
    factCheck: {
      title: 'Air kelapa “sakti”',
      summary: 'Tidak benar.',
      org: 'Cek Contoh',
      publishedAt: '2026-11-02',
    },
  });
  expect(rows[3]).toMatchObject({ reason: expect.stringContaining('"EDUKASI" is no label') });
});

test('a feed is known by its root, whatever stands before it', () => {
  const item = '<item><title>Keliru: Gempa</title><link>https://cek.example/g</link></item>';
  const before =
    '\ufeff<?xml version="1.0"?>\n<!-- satu -->\n\n<?xml-stylesheet href="a"?><!-- dua -->\n          ';
  expect(rowsOf(`${before}<rss><channel>${item}</channel></rss>`, undefined, 'Uji')).toMatchObject([
    { factCheck: { title: 'Gempa', org: 'Uji' } },
  ]);
  const rdf = `<rdf:RDF><channel/>${item}</rdf:RDF>`;
  expect(rowsOf(rdf, undefined, 'Uji')).toHaveLength(1);
});

test('a feed (Atom) is read', () => {
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Cek</title><entry><title>Keliru: Gempa</title>
<link rel="self" href="https://cek.example/self"/><link href="https://cek.example/g"/><published>2026-11-02T01:00:00Z</published>
<summary>Tidak ada.</summary><category term="x"/></entry></feed>`;
  expect(rowsOf(atom)).toMatchObject([
    {
      factCheck: {
        verdict: 'salah',
        title: 'Gempa',
        url: 'https://cek.example/g',
        org: 'Cek',
        publishedAt: '2026-11-02',
      },
    },
  ]);
});

const post = {
  id: 7,
  link: 'https://cek.example/7',
  date: '2026-11-02T23:30:00',
  title: { rendered: '[PENIPUAN] Undian &#8211; bank' },
  excerpt: { rendered: '<p>Bank tidak mengadakan undian. [&hellip;]</p>' },
  content: { rendered: '<p>Penjelasan panjang.</p><script>x()</script>' },
};

test('posts of WordPress are read, and a broken one is told', () => {
  const rows = rowsOf(JSON.stringify([post, { id: 8 }]), 'https://cek.example/wp-json/wp/v2/posts');
  expect(rows).toMatchObject([
    {
      factCheck: {
        verdict: 'penipuan',
        title: 'Undian – bank',
        summary: 'Bank tidak mengadakan undian.…',
        explanation: 'Penjelasan panjang.',
        publishedAt: '2026-11-02',
        org: 'cek.example',
      },
    },
    { type: 'refused' },
  ]);
});

test('an answer of Google Fact Check Tools is read, each review by itself', () => {
  const answer = {
    claims: [
      {
        text: 'Air kelapa menyembuhkan COVID',
        claimReview: [
          {
            publisher: { name: 'Cek Contoh', site: 'cek.example' },
            url: 'https://cek.example/air-kelapa',
            title: '[HOAKS] Air kelapa',
            reviewDate: '2026-11-01T20:00:00Z',
            textualRating: 'Hoaks',
            languageCode: 'id',
          },
          {
            publisher: { site: 'lain.example' },
            url: 'https://lain.example/1',
            textualRating: 'Mostly false',
          },
        ],
      },
    ],
  };
  expect(rowsOf(JSON.stringify(answer))).toMatchObject([
    {
      factCheck: {
        verdict: 'salah',
        title: 'Air kelapa',
        claim: 'Air kelapa menyembuhkan COVID',
        org: 'Cek Contoh',
        publishedAt: '2026-11-02',
      },
    },
    { type: 'refused', reason: expect.stringContaining('"Mostly false"') },
  ]);
});

test.for<[string, object]>([
  ['a ClaimReview', review],
  [
    'an answer of Google',
    {
      claims: [
        {
          text: review.claimReviewed,
          claimReview: [{ url: review.url, textualRating: 'Hoaks', publisher: review.author }],
        },
      ],
    },
  ],
])('who has checked is who %s says, whatever the operator calls the source', ([, document]) => {
  const [row] = rowsOf(JSON.stringify(document), undefined, 'Redaksi Kami');
  expect(row).toMatchObject({ factCheck: { org: 'Cek Contoh' } });
});

test('the same article has one id, whatever the source adds to its address', () => {
  const id = idOf('https://cek.example/a');
  for (const url of [
    'http://www.cek.example/a/',
    'https://cek.example/a?utm_source=x&fbclid=y',
    'https://CEK.example/a#b',
  ]) {
    expect(idOf(url)).toBe(id);
  }
  expect(idOf('https://cek.example/a?p=1')).not.toBe(id);
  expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
});

test.each([
  '',
  'halo',
  '{}',
  '[]',
  '[1]',
  'null',
  '{"a":',
  '<html></html>',
  '<?xml version="1.0"?><a/>',
  `${'['.repeat(100_000)}`,
  '<rss><channel/></rss>',
])('a document without fact-checks says so: %.20s', (text) =>
  expect(() => readDocument({ text })).toThrow(/it (?:is|holds)/),
);
