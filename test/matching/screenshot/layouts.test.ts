import { expect, test } from 'vitest';
import { readScreenshot } from '../../../src/matching/screenshot/read-screenshot.ts';
import { aLine, beside, someLines } from './seen-lines.ts';

const PHONE = { width: 824, height: 1740 };
const HOAX = [
  'Rebusan daun sirsak membersihkan',
  'paru-paru perokok dalam 7 hari.',
  'Dokter di Jepang sudah yakin.',
];
const READ = HOAX.join(' ');

/** A picture of a hoax between what is drawn above and below it; a row of a phone is 60 pixels high. */
function shown(above: readonly string[], below: readonly string[]) {
  const rows = (texts: readonly string[], from: number) =>
    texts.map((text, at) => aLine(text, { y: from + at * 60, tall: 20 }));
  return [...rows(above, 24), ...someLines(HOAX, 600), ...rows(below, 900)];
}

test.each<[site: string, above: string[], below: string[]]>([
  [
    'Facebook',
    ['19.42 4G 63%', 'facebook', 'Info Warga Sekitar', '2 jam · @', 'Lihat selengkapnya'],
    ['1,3 rb · 412 komentar · 2,8 rb kali dibagikan', 'Suka Komentari Bagikan'],
  ],
  [
    'Facebook, the time read as one word',
    ['19.42 4G 63%', 'facebook', 'Info Warga Sekitar', '2jam · @', 'Lihat selengkapnya'],
    ['1,3 rb · 412 komentar · 2,8 rb kali dibagikan', 'Suka Komentari Bagikan'],
  ],
  [
    'X',
    ['19.42 TELKOMSEL 4G 63%', '← Postingan', 'Berita Kita', '@beritakita_id'],
    ['20.14 · 12 Jan · 84,2 rb Tayangan', '812 Posting ulang 90 Kutipan 2.140 Suka'],
  ],
  [
    'X in English',
    ['Post', 'Kabar Nusa', '@kabarnusa · Follow'],
    ['8.14 PM · Jan 12 · 84.2K Views', '812 Reposts 90 Quotes 2,140 Likes'],
  ],
  [
    'TikTok',
    ['19.42 5G 63%', 'Mengikuti Untuk Anda'],
    [
      '48,1K',
      '1.203',
      '@faktaviral99',
      '♫ suara asli - Fakta Viral',
      'Beranda Toko Kotak masuk Profil',
    ],
  ],
  ['a story of Instagram', ['ratna.dewi 5 j'], ['Kirim pesan']],
  [
    'a reel of Instagram',
    ['Reels', 'ratna.dewi · Ikuti'],
    ['Disukai oleh budi.s dan 1.204 lainnya', 'Lihat semua komentar'],
  ],
  [
    'YouTube',
    ['0.42 / 3.10'],
    ['214 rb x ditonton · 3 hari lalu', 'Kanal Rakyat', '88,4 rb subscriber', 'Komentar 1,1 rb'],
  ],
  [
    'a news site with a notice about cookies',
    ['19.42 4G 63%', 'Beranda › Peristiwa › Daerah', 'Redaksi · Senin, 12 Januari, 08.31 WIB'],
    [
      'Kami memakai kuki untuk pengalaman Anda.',
      'Dengan melanjutkan, Anda setuju',
      'Terima semua Atur',
    ],
  ],
  ['SMS', ['+62 812-5550-0143', 'Pesan teks · 19.42'], ['19.42 · SIM 1', 'Pesan teks']],
  [
    'an app that is not known',
    ['09.41 5G 71%', 'Untuk Anda Mengikuti'],
    ['1,2 rb suka', 'Bagikan'],
  ],
])('%s: what is drawn around a post is left out', (_, above, below) => {
  expect(readScreenshot(shown(above, below), PHONE).text).toBe(READ);
});

test.each([
  ['light', 'RT 07 Melati'],
  ['dark, with a bar that cannot be read', 'AG all 6396'],
])('WhatsApp %s: the bar above a chat is left out down to its foot', (_, bar) => {
  const lines = [
    aLine(bar, { y: 90, tall: 30 }),
    aLine('Diteruskan berkali-kali', { y: 540, tall: 19 }),
    ...someLines(HOAX, 600),
    aLine('Pesan', { y: 1660, x: 99 }),
  ];
  expect(readScreenshot(lines, PHONE)).toMatchObject({ text: READ, isChat: true });
});

test('a counter beside a film is no part of the line that it stands next to', () => {
  const [first = '', ...rest] = HOAX;
  const lines = [
    aLine('Mengikuti Untuk Anda', { y: 24 }),
    beside(aLine(first, { y: 600 }), aLine('9.877', { y: 600, x: 760, confidence: 0.95 })),
    ...someLines(rest, 642),
    aLine('♫ suara asli - Fakta Viral', { y: 900 }),
  ];
  expect(readScreenshot(lines, PHONE).text).toBe(READ);
});

test.each(['Beranda', 'Kuki dan kue kering', '12 Januari 2026', '20 juta', 'Senin'])(
  'on a poster, "%s" stays',
  (line) => {
    const lines = [...someLines(HOAX, 300), aLine(line, { y: 700 })];
    expect(readScreenshot(lines, PHONE).text).toContain(line);
  },
);

test.each([
  ['names with a dot alone in a line are of no app', ['ratna.dewi', 'budi.santoso'], true],
  ['names with an @ are of an app', ['@ratna_dewi', '@budi_santoso'], false],
])('%s, whose numbers are left out', (_, names, isRead) => {
  expect(readScreenshot(shown(names, ['48,1K']), PHONE).text.includes('48,1K')).toBe(isRead);
});

test.each([
  ['a day that stands alone', 'Sabtu 14 Februari', true],
  ['a day with its hour', 'Sabtu 14 Februari 19.42', false],
  ['an hour', '19.42', false],
])('in a post of an app, %s is read: %s', (_, line, isRead) => {
  const lines = shown(['Untuk Anda Mengikuti', line], ['♫ suara asli - Fakta Viral']);
  expect(readScreenshot(lines, PHONE).text).toBe(isRead ? `${line}\n${READ}` : READ);
});
