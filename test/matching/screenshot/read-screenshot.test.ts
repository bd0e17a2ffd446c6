import { expect, test } from 'vitest';
import { readScreenshot } from '../../../src/matching/screenshot/read-screenshot.ts';
import { aLine, beside, someLines } from './seen-lines.ts';

const PHONE = { width: 720, height: 1280 };
const HOAX = ['Mulai besok semua pasar di Ambon', 'tutup sebulan karena wabah baru.'];
const READ = HOAX.join(' ');
const BARS = [
  aLine('13.55 4G 87Yo', { y: 16, tall: 18 }),
  aLine('— Keluarga Besar', { y: 72 }),
  aLine('Andi, Budi, Ratna, Anda', { y: 117, tall: 20 }),
];
const FOOT = aLine('Ketik pesan', { y: 1204, x: 99 });

test('a forwarded bubble of a group is read without bars, name, label, hour and message box', () => {
  const lines = [
    ...BARS,
    aLine('Bu Ratna RT 05', { y: 225, tall: 19 }),
    aLine('5 Diteruskan', { y: 268, tall: 19 }),
    ...someLines(HOAX, 300),
    aLine('11.51', { y: 390, x: 567, tall: 16 }),
    FOOT,
  ];
  expect(readScreenshot(lines, PHONE)).toEqual({ text: READ, isChat: true, unsure: [] });
});

test.each([
  ['English labels and hours of an iPhone', 'Forwarded many times', '10:33 PM'],
  ['an hour with ticks', 'Diteruskan berkali-kali', '10.33 ✓✓'],
  ['ticks that were read as letters', 'Diteruskan', '10:33 VW'],
  ['an hour that lost its dot', 'Forwarded', '1033'],
  ['a text that was changed', 'Diteruskan', 'Diedit 10.33'],
])('%s are not part of the text', (_, label, hour) => {
  const last = beside(aLine(HOAX[1] ?? '', { y: 342 }), aLine(hour, { y: 356, x: 560, tall: 16 }));
  const lines = [aLine(label, { y: 258, tall: 19 }), aLine(HOAX[0] ?? '', { y: 300 }), last];
  expect(readScreenshot(lines, PHONE)).toMatchObject({ text: READ, isChat: true });
});

test('bubbles that nobody forwarded come one after another, a quoted one first', () => {
  const lines = [
    aLine('~ Andi', { y: 200, tall: 19 }),
    aLine('Anda', { y: 232, tall: 19, x: 60 }),
    aLine('Pasar Ambon tutup?', { y: 262, tall: 22, x: 60 }),
    ...someLines(['Iya, kata tetangga saya sudah', 'ditutup sejak pagi tadi'], 310),
    aLine('08.05', { y: 400, x: 567, tall: 16 }),
    aLine('Hari ini', { y: 450, x: 320, tall: 19 }),
    aLine('Itu tidak benar', { y: 520, x: 240 }),
    aLine('08:07 //', { y: 560, x: 567, tall: 16 }),
    FOOT,
  ];
  const { text, isChat } = readScreenshot(lines, PHONE);
  expect(isChat).toBe(true);
  expect(text.split('\n')).toEqual([
    'Pasar Ambon tutup? Iya, kata tetangga saya sudah ditutup sejak pagi tadi',
    'Itu tidak benar',
  ]);
});

test('what others say to a forwarded text is left out', () => {
  const lines = [
    aLine('Diteruskan', { y: 258, tall: 19 }),
    ...someLines(HOAX, 300),
    aLine('11.51', { y: 390, x: 567, tall: 16 }),
    aLine('Sudah dicek belum?', { y: 500, x: 240 }),
    aLine('11.52', { y: 540, x: 567, tall: 16 }),
  ];
  expect(readScreenshot(lines, PHONE).text).toBe(READ);
});

test('a forwarded picture is read from its heading on, without what was said before it', () => {
  const lines = [
    ...BARS,
    aLine('Pak Slamet', { y: 200, tall: 19 }),
    aLine('Sudah pada lihat ini?', { y: 232 }),
    aLine('11.50', { y: 270, x: 567, tall: 16 }),
    aLine('5 Diteruskan berkali-kali', { y: 330, tall: 19 }),
    aLine('KABAR KILAT', { y: 640, tall: 18 }),
    ...someLines(HOAX, 670),
    aLine('11.51', { y: 780, x: 567, tall: 16 }),
    FOOT,
  ];
  expect(readScreenshot(lines, PHONE).text).toBe(`KABAR KILAT ${READ}`);
});

test('an hour that the text names stays', () => {
  const told = ['Air mati besok mulai pukul 10.00', 'sampai pukul 12.30'];
  const lines = [
    aLine('+62 812-3456-7890 ~ Rina', { y: 258, tall: 19 }),
    ...someLines(told, 300),
    aLine('07.15', { y: 390, x: 567, tall: 16 }),
    aLine('Kemarin', { y: 450, x: 320, tall: 19 }),
  ];
  expect(readScreenshot(lines, PHONE)).toMatchObject({ text: told.join(' '), isChat: true });
});

test('a day in the last line of a text stays', () => {
  const told = ['Berlaku untuk semua warga sampai', '7 Januari'];
  const lines = [
    aLine('Diteruskan', { y: 258, tall: 19 }),
    ...someLines(told, 300),
    aLine('07.15', { y: 390, x: 567, tall: 16 }),
  ];
  expect(readScreenshot(lines, PHONE)).toMatchObject({ text: told.join(' '), isChat: true });
});

test('notices, unread counts and buttons are nobody’s words', () => {
  const lines = [
    aLine('Pesan dan panggilan terenkripsi secara end-to-end.', { y: 100, tall: 19 }),
    aLine('3 pesan belum dibaca', { y: 160, tall: 19 }),
    ...someLines(HOAX, 300),
    aLine('Baca selengkapnya', { y: 384 }),
    aLine('10.33', { y: 430, x: 567, tall: 16 }),
  ];
  expect(readScreenshot(lines, PHONE)).toMatchObject({ text: READ, isChat: true });
});

test('Indonesian, Javanese and English stand side by side as they were written', () => {
  const said = ['Breaking news: banjir wis tekan', 'ngarep omah, please share'];
  const lines = [
    aLine('Forwarded', { y: 258, tall: 19 }),
    ...someLines(said, 300),
    aLine('9:05 AM', { y: 390, x: 567, tall: 16 }),
  ];
  expect(readScreenshot(lines, PHONE).text).toBe(said.join(' '));
});

test('a poster is read from top to bottom, and is no chat for an hour that it names', () => {
  const lines = [
    aLine('Catat waktunya, pukul 10.00', { y: 500 }),
    aLine('PENGUMUMAN', { y: 100, tall: 60 }),
    ...someLines(['Warga harap meme-', 'riksa kartu dan hati-', 'hati saat mendaftar'], 300),
  ];
  expect(readScreenshot(lines, { width: 1080, height: 1080 })).toEqual({
    text: 'PENGUMUMAN\nWarga harap memeriksa kartu dan hati-hati saat mendaftar\nCatat waktunya, pukul 10.00',
    isChat: false,
    unsure: [],
  });
});

test('what an app draws around a post is left out', () => {
  const lines = [
    aLine('09.41 5G 71%', { y: 20, tall: 18 }),
    ...someLines(HOAX, 300),
    aLine('Suka Komentari Bagikan', { y: 600 }),
  ];
  expect(readScreenshot(lines, PHONE).text).toBe(READ);
});

test('leaves of a photo are no words, and doubtful words are told', () => {
  const lines = [
    aLine('Ca TE NEO', { y: 40, confidence: 0.1 }),
    beside(
      aLine('Bantuan untuk warga', { y: 300 }),
      aLine('Rp600.000', { y: 300, x: 500, confidence: 0.6 }),
    ),
  ];
  const { text, unsure } = readScreenshot(lines, PHONE);
  expect([text, unsure]).toEqual(['Bantuan untuk warga Rp600.000', ['Rp600.000']]);
});

test('a picture without words has no text', () => {
  expect(readScreenshot([], PHONE)).toEqual({ text: '', isChat: false, unsure: [] });
});
