import { once } from 'node:events';
import sharp from 'sharp';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  chooseEngine,
  createThreadEngine,
  type TextEngine,
} from '../../../src/media/text/choose-engine.ts';
import { createTextReader, type TextReaderSettings } from '../../../src/media/text/read-text.ts';

/** A busy machine takes its time. */
const SOON = { timeout: 15_000 };
const TEXT = 'Bantuan Rp600.000 untuk warga Bandung mulai besok pagi';

async function aPicture(text = TEXT, width = 1200): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="120"><rect width="100%" height="100%" fill="white"/><text x="20" y="70" font-family="DejaVu Sans" font-size="34">${text}</text></svg>`;
  return await sharp(Buffer.from(svg)).jpeg({ quality: 60 }).toBuffer();
}

function aReader(settings: TextReaderSettings = { tesseract: 'off' }) {
  const reader = createTextReader({ timeoutMs: 120_000, ...settings });
  onTestFinished(() => reader.close());
  return reader;
}

async function textIn(outcome: Promise<Awaited<ReturnType<ReturnType<typeof aReader>['read']>>>) {
  const read = await outcome;
  if ('problem' in read) return read.problem;
  return read.lines.map(({ words }) => words.map(({ text }) => text).join(' ')).join('\n');
}

/** An engine that answers when it is told to, and counts what is asked of it. */
function aHeldEngine() {
  const asked: PromiseWithResolvers<string>[] = [];
  const engine = {
    name: 'held',
    recognise: vi.fn<TextEngine['recognise']>((_, __, signal) => {
      const asking = Promise.withResolvers<string>();
      signal.addEventListener('abort', () => asking.reject(signal.reason));
      asked.push(asking);
      return asking.promise;
    }),
    stop: vi.fn<TextEngine['stop']>(async () => {}),
  };
  return { engine, asked };
}

const WORDS = 'a b c d e f g h'
  .split(' ')
  .map((word, at) => `5\t1\t1\t1\t1\t${at}\t${at}\t0\t9\t9\t96\t${word}`);
const TSV = `level\n${WORDS.join('\n')}\n`;

const program = await chooseEngine({});
const hasProgram = program.engine.name.includes('program');
afterAll(() => program.engine.stop());

describe.each([['built in', 'off'], ...(hasProgram ? [['as a program', 'tesseract']] : [])])(
  'Tesseract %s',
  (_, tesseract) => {
    test('words come with their places, their confidence and the size of the picture', async () => {
      const read = await aReader({ tesseract }).read(await aPicture());
      if ('problem' in read) throw new Error(read.problem);
      const words = read.lines.flatMap((line) => line.words);
      expect(words.map(({ text }) => text).join(' ')).toBe(TEXT);
      expect(read.size).toEqual({ width: 1200, height: 120 });
      expect(read.confidence).toBeGreaterThan(0.85);
      for (const { box, confidence } of words) {
        expect([confidence > 0.5, confidence <= 1, box.x0 < box.x1, box.y1 <= 120]).not.toContain(
          false,
        );
      }
    });

    test('pictures that are sent at once are all read', async () => {
      const reader = aReader({ tesseract });
      const texts = [
        'Selamat pagi semua warga desa di tepi sungai ini',
        'Harga beras naik lagi minggu ini di semua pasar',
      ];
      const read = await Promise.all(
        texts.map(async (text) => textIn(reader.read(await aPicture(text)))),
      );
      expect(read).toEqual(texts);
    });

    test('white letters on a photo are read', async () => {
      const noise = { type: 'gaussian' as const, mean: 110, sigma: 45 };
      const create = {
        width: 1200,
        height: 160,
        channels: 3 as const,
        background: '#000000',
        noise,
      };
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="160"><text x="20" y="90" font-family="DejaVu Sans" font-weight="bold" font-size="32" fill="white" stroke="black" stroke-width="3" paint-order="stroke">${TEXT}</text></svg>`;
      const photo = await sharp({ create })
        .composite([{ input: Buffer.from(svg) }])
        .jpeg()
        .toBuffer();
      expect(await textIn(aReader({ tesseract }).read(photo))).toContain(TEXT);
    });

    test('a mirrored picture is read as what it mirrors', async () => {
      const mirrored = await sharp(await aPicture())
        .flop()
        .jpeg({ quality: 60 })
        .toBuffer();
      expect(await textIn(aReader({ tesseract }).read(mirrored))).toBe(TEXT);
    });

    test('a picture without words has none', async () => {
      const create = { width: 300, height: 200, channels: 3 as const, background: '#336699' };
      const blank = await sharp({ create }).png().toBuffer();
      expect(await aReader({ tesseract }).read(blank)).toMatchObject({ lines: [], confidence: 0 });
    });

    test('a picture that takes too long is given up, and the next one is read', async () => {
      const { engine } = await chooseEngine({ tesseract });
      const slow = aReader({ engine, timeoutMs: 1 });
      expect(await slow.read(await aPicture())).toEqual({ problem: 'too-slow' });
      expect(await textIn(aReader({ engine }).read(await aPicture()))).toBe(TEXT);
    });
  },
);

test.each([
  ['no bytes', new Uint8Array()],
  ['no picture', new TextEncoder().encode('<html>Bukan gambar</html>')],
])('%s cannot be read', async (_, bytes) => {
  expect(await aReader().read(bytes)).toEqual({ problem: 'unreadable' });
});

test('a picture that was cut short cannot be read', async () => {
  const whole = await aPicture();
  expect(await aReader().read(whole.subarray(0, whole.length / 2))).toEqual({
    problem: 'unreadable',
  });
});

test('a picture that claims to be huge is not decoded', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="20000"/>';
  expect(await aReader().read(Buffer.from(svg))).toEqual({ problem: 'unreadable' });
});

test('a large picture is read at three million points, a thumbnail at twice its width', async () => {
  const { engine } = aHeldEngine();
  engine.recognise.mockResolvedValue(TSV);
  const reader = aReader({ engine });
  const sizeOf = async (width: number, height: number) => {
    const create = { width, height, channels: 3 as const, background: '#ffffff' };
    const read = await reader.read(await sharp({ create }).png().toBuffer());
    return 'size' in read ? read.size : read.problem;
  };
  expect(await sizeOf(6000, 2000)).toEqual({ width: 3000, height: 1000 });
  expect(await sizeOf(300, 200)).toEqual({ width: 600, height: 400 });
});

test('a photo without anything like letters is not read', async () => {
  const { engine } = aHeldEngine();
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  const create = { width: 24, height: 18, channels: 3 as const, background: '#000000', noise };
  const grain = await sharp({ create }).png().toBuffer();
  const photo = await sharp(grain).resize(900, 675, { kernel: 'cubic' }).jpeg().toBuffer();
  const size = { width: 900, height: 675 };
  expect(await aReader({ engine }).read(photo)).toEqual({ lines: [], confidence: 0, size });
  expect(engine.recognise).not.toHaveBeenCalled();
});

test('a thread that dies costs one picture', async () => {
  const engine = createThreadEngine();
  const reader = aReader({ engine });
  const broken = engine.recognise(
    new TextEncoder().encode('P5'),
    'columns',
    AbortSignal.timeout(60_000),
  );
  await expect(broken).rejects.toThrow('does not take the picture');
  expect(await textIn(reader.read(await aPicture()))).toBe(TEXT);
});

test('a failing engine makes a picture unreadable, and the next one is tried', async () => {
  const { engine, asked } = aHeldEngine();
  const reader = aReader({ engine });
  const first = reader.read(await aPicture());
  const second = reader.read(await aPicture());
  await vi.waitUntil(() => asked.length === 1, SOON);
  asked[0]?.reject(new Error('out of memory'));
  expect(await first).toEqual({ problem: 'unreadable' });
  await vi.waitUntil(() => asked.length === 2, SOON);
  asked[1]?.resolve(TSV);
  expect(await textIn(second)).toBe('a b c d e f g h');
});

test('more pictures than can be waited for are told at once', async () => {
  const { engine } = aHeldEngine();
  const gate = Promise.withResolvers<string>();
  engine.recognise.mockReturnValue(gate.promise);
  const reader = aReader({ engine });
  const picture = await aPicture();
  const reads = Array.from({ length: 50 }, () => reader.read(picture));
  expect(await reader.read(picture)).toEqual({ problem: 'too-slow' });
  gate.resolve(TSV);
  expect((await Promise.all(reads)).filter((read) => 'problem' in read)).toEqual([]);
});

test('the engine stops once no picture came for a while', async () => {
  const { engine } = aHeldEngine();
  engine.recognise.mockResolvedValue(TSV);
  const reader = aReader({ engine, idleMs: 1 });
  await reader.read(await aPicture());
  await vi.waitUntil(() => engine.stop.mock.calls.length === 1, SOON);
});

test('the engine does not stop while it reads the next picture, however long that takes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { engine } = aHeldEngine();
  const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  engine.recognise.mockResolvedValueOnce(TSV).mockImplementationOnce(() => {
    begun.resolve();
    return held.promise;
  });
  const reader = aReader({ engine, idleMs: 60_000 });
  await reader.read(await aPicture());
  const next = reader.read(await aPicture());
  await begun.promise;
  vi.advanceTimersByTime(60_000);
  await new Promise(setImmediate); // what a timer begins goes on later
  const stops = engine.stop.mock.calls.length;
  held.resolve(TSV);
  await next;
  expect(stops).toBe(0);
  vi.advanceTimersByTime(60_000);
  await vi.waitUntil(() => engine.stop.mock.calls.length === 1, SOON);
});

test('a process can end while the thread waits for pictures', async () => {
  const { Worker } = await import('node:worker_threads');
  const program = `
    import { createTextReader } from ${JSON.stringify(new URL('../../../src/media/text/read-text.ts', import.meta.url).href)};
    await createTextReader({ tesseract: 'off', timeoutMs: 120000 }).read(new Uint8Array(Buffer.from('${Buffer.from(await aPicture()).toString('base64')}', 'base64')));
  `;
  const source = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
  const thread = new Worker(source);
  expect(await once(thread, 'exit')).toEqual([0]);
});

test('a program that is named and cannot be used is told, and the built-in one reads', async () => {
  const { engine, trouble } = await chooseEngine({ tesseract: '/no/such/tesseract' });
  expect(engine.name).toContain('built in');
  expect(trouble).toContain('install tesseract-ocr');
  expect(await chooseEngine({ tesseract: 'off' })).not.toHaveProperty('trouble');
});
