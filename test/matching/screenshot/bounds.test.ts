import { expect, test } from 'vitest';
import { readScreenshot } from '../../../src/matching/screenshot/read-screenshot.ts';
import type { SeenLine } from '../../../src/matching/screenshot/seen.ts';
import { aLine, beside, someLines } from './seen-lines.ts';

const PHONE = { width: 720, height: 1280 };
const HOAX = ['Mulai besok semua pasar di Ambon', 'tutup sebulan karena wabah baru.'];
const READ = HOAX.join(' ');
const HOUR = aLine('11.51', { y: 390, x: 567, tall: 16 });
/** Two bubbles, which make it a chat whatever stands around them. */
const CHAT = [
  ...someLines(HOAX, 300),
  HOUR,
  aLine('Itu tidak benar', { y: 520 }),
  aLine('11.52', { y: 560, x: 567, tall: 16 }),
];
const NAME = aLine('Bu Ratna', { y: 100 });
const FOOT = aLine('Ketik pesan', { y: 1204, x: 99 });

const textOf = (lines: readonly SeenLine[], size = PHONE) => readScreenshot(lines, size).text;
const linesOf = (lines: readonly SeenLine[], size = PHONE) => textOf(lines, size).split('\n');

test.each<[what: string, line: SeenLine, isRead: boolean]>([
  ['without words', { words: [] }, false],
  ['that was hardly read', aLine('kabar gempa', { y: 40, confidence: 0.34 }), false],
  ['that was just read', aLine('kabar gempa', { y: 40, confidence: 0.35 }), true],
  [
    'with one likely word among leaves',
    beside(
      aLine('aaaa bbbb cccc', { y: 40, confidence: 0.1 }),
      aLine('gempa', { y: 40, x: 400, confidence: 0.6 }),
    ),
    true,
  ],
  [
    'with one unlikely word among leaves',
    beside(
      aLine('aaaa bbbb cccc', { y: 40, confidence: 0.1 }),
      aLine('gempa', { y: 40, x: 400, confidence: 0.59 }),
    ),
    false,
  ],
  [
    'with a likely sign among leaves',
    beside(
      aLine('aaaa bbbb cccc', { y: 40, confidence: 0.1 }),
      aLine('5% —!—', { y: 40, x: 400, confidence: 0.9 }),
    ),
    false,
  ],
])('a line of a photo %s is read: %s', (_, line, isRead) => {
  expect(linesOf([line, ...someLines(HOAX, 300)])).toHaveLength(isRead ? 2 : 1);
});

test('the label of a forward counts even where it was hardly read', () => {
  const label = aLine('Diteruskan', { y: 258, tall: 19, confidence: 0.2 });
  expect(textOf([label, ...CHAT])).toBe(READ);
});

test('words are doubted below four fifths, each once', () => {
  const { unsure } = readScreenshot(
    [
      aLine('gempa dan gempa besar', { y: 40, confidence: 0.79 }),
      aLine('pasar', { y: 90, confidence: 0.8 }),
    ],
    PHONE,
  );
  expect(unsure).toEqual(['gempa', 'dan', 'besar']);
});

test('who is there, below the name at the top, makes it a chat with one hour', () => {
  const bubble = [...someLines(HOAX, 300), HOUR];
  const head = [NAME, aLine('online', { y: 150, tall: 20 })];
  expect(readScreenshot([...head, ...bubble], PHONE)).toMatchObject({ text: READ, isChat: true });
  const lower = [NAME, aLine('online', { y: 200, tall: 20 })];
  expect(readScreenshot([...lower, ...bubble], PHONE).isChat).toBe(false);
  const narrow = { width: 360, height: 1280 };
  expect(readScreenshot([aLine('online', { y: 130 }), ...bubble], narrow).isChat).toBe(false);
  const small = { width: 720, height: 600 };
  expect(readScreenshot([aLine('online', { y: 80 }), ...bubble], small).isChat).toBe(false);
});

test.each<[what: string, lines: readonly SeenLine[], height: number, isCut: boolean]>([
  ['below the bar of the phone', [aLine('13.55 4G 87%', { y: 16, tall: 18 })], 1280, true],
  ['below an hour that stands lower', [aLine('Mulai 13.55 siang', { y: 190 })], 1280, false],
  ['below words that are no bar', [aLine('Kabar Ambon', { y: 30 })], 1280, false],
  ['in a tall picture', [], 1280, false],
  ['in a tall picture with a message box', [FOOT], 1280, true],
  ['in a picture with a message box that is not tall', [FOOT], 1224, false],
])('a name in the upper bar is left out: %s', (_, lines, height, isCut) => {
  const text = textOf([NAME, ...CHAT, ...lines], { width: 720, height });
  expect([text.includes(READ), text.includes('Bu Ratna')]).toEqual([true, !isCut]);
});

test.each([
  ['five words', 'Pasar Ambon tutup sebulan penuh', false],
  ['six words', 'Pasar Ambon akan tutup sebulan penuh', true],
])('a forward of %s is read without what was said of it: %s', (_, text, isAlone) => {
  const lines = [
    aLine('Diteruskan', { y: 258, tall: 19 }),
    aLine(text, { y: 300 }),
    aLine('11.51', { y: 350, x: 567, tall: 16 }),
    aLine('Itu tidak benar', { y: 520 }),
    aLine('11.52', { y: 560, x: 567, tall: 16 }),
  ];
  expect(linesOf(lines)).toEqual(isAlone ? [text] : [text, 'Itu tidak benar']);
});

test.each([
  ['in small letters', 'Bu Ratna', 19, true],
  ['in letters as those of the text', 'Bu Ratna', 26, false],
  ['with a small letter first', 'bu Ratna', 19, false],
  ['with the end of a sentence', 'Bu Ratna!', 19, false],
  ['of five words', 'Bu Ratna Sari Dewi Amelia', 19, true],
  ['of six words', 'Bu Ratna Sari Dewi Amelia Putri', 19, false],
])('above a bubble, a name %s is left out: %s', (_, name, tall, isLeftOut) => {
  const lines = [
    aLine(name, { y: 300 - tall - 8, tall }),
    ...CHAT,
    aLine('Hari ini', { y: 700, tall: 19 }),
  ];
  expect(textOf(lines).includes(name)).toBe(!isLeftOut);
});

test.each([
  ['a number far from the line', '9.877', 40, false],
  ['a number with its unit', '12rb', 40, false],
  ['a number that goes on in letters', '12abc', 40, true],
  ['letters before a number', 'a12', 40, true],
  ['a number in its place', '9.877', 15, true],
  ['a number at the width of a letter', '9.877', 26, true],
])('beside a film, %s is read: %s', (_, text, gap, isRead) => {
  const [first] = someLines(HOAX.slice(0, 1), 600);
  const end = first?.words.at(-1)?.box.x1 ?? 0;
  const lines = [
    aLine('Mengikuti Untuk Anda', { y: 24 }),
    beside(first ?? { words: [] }, aLine(text, { y: 600, x: end + gap })),
    aLine('♫ suara asli - Fakta Viral', { y: 900 }),
  ];
  expect(textOf(lines)).toBe(isRead ? `${HOAX[0]} ${text}` : HOAX[0]);
});

test('a line of one word in a post of an app stays', () => {
  const lines = [
    aLine('Mengikuti Untuk Anda', { y: 24 }),
    aLine('Waspadalah', { y: 600 }),
    aLine('♫ suara asli - Fakta Viral', { y: 900 }),
  ];
  expect(textOf(lines)).toBe('Waspadalah');
});
