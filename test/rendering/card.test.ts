import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { lookOf, verdicts } from '../../src/domain/fact-checks/verdicts.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import type { Card, CardPainter } from '../../src/ports/card-renderer.ts';
import { Busy, createLimit } from '../../src/ports/concurrency-limit.ts';
import { cardPainter } from '../../src/rendering/paint-card.ts';
import { createCardCache, shareCard } from '../../src/services/fact-checks/card.ts';
import { cardCaption } from '../../src/services/fact-checks/card-text.ts';
import { publicView } from '../../src/services/fact-checks/public-view.ts';
import { aFactCheck } from '../support/builders.ts';
import { loadScript } from '../support/stage.ts';
import { openPages } from '../web/public/open-pages.ts';

const seeing = { script: loadScript(), settings: defaultSettings };
const viewOf = (changes = {}) => publicView(seeing, aFactCheck({ id: 'a', ...changes }));
const sender = { post: 'Posko', number: '6281112345678' };

/** Keeps what a card says instead of drawing it. */
function aListener() {
  const cards: Card[] = [];
  const painter: CardPainter = {
    paint: async (card) => {
      cards.push(card);
      return { name: 'kartu.png', mime: 'image/png', bytes: new Uint8Array([cards.length]) };
    },
  };
  return { cards, painter };
}

/** Whether anything but the ground is drawn in a part of the picture. */
async function isWritten(bytes: Uint8Array, top: number, height: number): Promise<boolean> {
  const part = { left: 60, top, width: 1080, height };
  const { channels } = await sharp(await sharp(bytes).extract(part).png().toBuffer()).stats();
  return channels.slice(0, 3).some(({ stdev }) => stdev > 5);
}

test.each(verdicts)(
  'a card with the verdict %s is a picture of 1200 by 630 with words in every part',
  async (verdict) => {
    const { mime, bytes } = await shareCard(
      cardPainter,
      viewOf({ verdict, publishedAt: '2026-11-02' }),
      sender,
    );
    const { width, height, format } = await sharp(bytes).metadata();
    expect([mime, width, height, format]).toEqual(['image/png', 1200, 630, 'png']);
    expect(bytes.length).toBeLessThan(100_000);
    for (const [top, tall] of [
      [20, 112],
      [170, 300],
      [480, 50],
      [560, 55],
    ] as const) {
      expect(await isWritten(bytes, top, tall)).toBe(true);
    }
  },
);

test.each([
  ['long', 'Panjang sekali '.repeat(150)],
  ['one word', 'A'.repeat(2000)],
  ['markup', '<span size="99999">&amp;"\'</b> ]]>'],
  ['Arabic and Javanese', 'رسالة مزيفة ꦧꦱꦗꦮ'],
  ['emoji', '😀👩‍👩‍👧🇮🇩'.repeat(30)],
  ['control signs and halves', 'a\u0000\u0007\ud800b'],
])('a claim that is %s is drawn within its field', async (_, title) => {
  const { bytes } = await shareCard(cardPainter, viewOf({ title }), sender);
  expect(await isWritten(bytes, 153, 10)).toBe(false);
  expect(await isWritten(bytes, 530, 13)).toBe(false);
});

test.for(['salah', 'benar'] as const)(
  'a card of %s has the colour of its verdict, and once withdrawn that of none',
  async (verdict) => {
    for (const isWithdrawn of [false, true]) {
      const view = viewOf({ verdict, ...(isWithdrawn && { retracted: 'Sumbernya keliru.' }) });
      const { bytes } = await shareCard(cardPainter, view, sender);
      const corner = { left: 1190, top: 10, width: 1, height: 1 };
      const colour = await sharp(bytes).extract(corner).removeAlpha().raw().toBuffer();
      const right = Buffer.from(lookOf(verdict, isWithdrawn).colour.slice(1), 'hex');
      for (const [at, part] of right.entries()) {
        expect(Math.abs((colour[at] ?? 0) - part)).toBeLessThan(6);
      }
    }
  },
);

test('a card says verdict, claim, source and the number, and hides numbers of people', async () => {
  const { cards, painter } = aListener();
  await shareCard(
    painter,
    viewOf({ title: 'Telepon 0812-3456-7890 🔥', publishedAt: '2026-11-02' }),
    sender,
  );
  expect(cards).toEqual([
    {
      verdict: 'salah',
      isWithdrawn: false,
      claim: 'Telepon [nomor telepon]',
      source: 'Diperiksa Posko, 2 November 2026',
      footer: 'Ragu? Teruskan pesannya ke WhatsApp +62 811-1234-5678',
      code: expect.stringMatching(/^Kode kartu \d{4}-\d{4}-\d{4}-\d{2} · SALAH$/),
    },
  ]);
});

test('words beside the card of what we withdrew name no address where it may still stand', () => {
  const url = 'https://sumber.example/cek';
  const caption = (changes = {}) => cardCaption(seeing, 'id', aFactCheck({ url, ...changes }));
  expect(caption()).toContain(url);
  expect(caption({ retracted: 'Sumbernya keliru.' })).not.toContain('sumber.example');
});

test('a card is drawn once a version', async () => {
  const { cards, painter } = aListener();
  const cardOf = createCardCache(painter, sender);
  await Promise.all([cardOf(viewOf()), cardOf(viewOf()), cardOf(viewOf())]);
  expect(cards).toHaveLength(1);
  await cardOf(viewOf({ version: 2 }));
  expect(cards).toHaveLength(2);
});

test('only so many cards are kept', async () => {
  const { cards, painter } = aListener();
  const cardOf = createCardCache(painter, sender);
  for (let n = 0; n <= 100; n += 1) await cardOf(viewOf({ id: `n${n}` }));
  await cardOf(viewOf({ id: 'n100' }));
  expect(cards).toHaveLength(101);
  await cardOf(viewOf({ id: 'n0' }));
  expect(cards).toHaveLength(102);
});

test('a card that could not be drawn is tried again', async () => {
  let tries = 0;
  const painter: CardPainter = {
    paint: async () => {
      tries += 1;
      if (tries === 1) throw new Error('out of memory');
      return { name: 'kartu.png', mime: 'image/png', bytes: new Uint8Array() };
    },
  };
  const cardOf = createCardCache(painter, sender);
  await expect(cardOf(viewOf())).rejects.toThrow('out of memory');
  await expect(cardOf(viewOf())).resolves.toBeDefined();
});

test('works run one at a time, some wait, and one too many is told so', async () => {
  const limit = createLimit(1, 2);
  const ends: (() => void)[] = [];
  const work = () => limit(() => new Promise<void>((resolve) => ends.push(resolve)));
  const works = [work(), work(), work()];
  await expect(work()).rejects.toThrow(Busy);
  expect(ends).toHaveLength(1);
  for (let n = 0; n < 3; n += 1) {
    ends[n]?.();
    await works[n];
    await Promise.resolve();
  }
  expect(ends).toHaveLength(3);
  const last = work();
  ends[3]?.();
  await last;
});

test('who asks for too many pictures at once is told to come later', async () => {
  const held: (() => void)[] = [];
  const painter: CardPainter = {
    paint: () =>
      new Promise((resolve) =>
        held.push(() => resolve({ name: 'kartu.png', mime: 'image/png', bytes: new Uint8Array() })),
      ),
  };
  const many = Array.from({ length: 30 }, (_, n) => aFactCheck({ id: `n${n}`, title: 'Bank' }));
  const { ask } = await openPages(many, { painter });
  const asked = many.map(({ id }) => ask(`/cek/bank--${id}/kartu.png`));
  const refused: Response[] = [];
  for (const one of asked) void one.then((response) => response.ok || refused.push(response));
  await vi.waitUntil(() => refused.length === 9);
  expect(refused[0]?.status).toBe(503);
  expect(refused[0]?.headers.get('retry-after')).toBe('5');
  const ending = setInterval(() => held.shift()?.(), 1);
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  clearInterval(ending);
  expect(statuses.filter((status) => status === 200)).toHaveLength(21);
});

test('the picture of a fact-check is served as one', async () => {
  const { ask } = await openPages([aFactCheck({ id: 'a' })]);
  const response = await ask('/cek/bank-tidak-tutup-sebulan--a/kartu.png');
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
});
