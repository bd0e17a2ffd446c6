import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createFileReader, type FileReader } from '../../../src/media/reading/file-reader.ts';
import { aCard, aScene } from '../../support/make-pictures.ts';

const SETTINGS = { processes: 1, timeoutMs: 30_000, idleMs: 60_000, environment: {} };
/** What reads has to wait for what else the machine does. */
const PATIENCE_MS = 60_000;
const HOAX = 'Besok semua bank tutup sebulan karena keadaan darurat';

let reader: FileReader;
beforeAll(() => {
  reader = createFileReader(SETTINGS);
});
afterAll(() => reader.close());

const read = (bytes: Uint8Array, mime = 'image/jpeg') => reader.read({ mime, bytes });

describe('what strangers may send is refused, and the next file is read', () => {
  const ascii = (text: string) => Buffer.from(text, 'latin1');
  const pngOf = (width: number, height: number) => {
    const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const size = Buffer.alloc(8);
    size.writeUInt32BE(width, 0);
    size.writeUInt32BE(height, 4);
    return Buffer.concat([head, size, Buffer.from('0802000000', 'hex'), Buffer.alloc(64)]);
  };
  const bomb = deflateRawSync(Buffer.alloc(50_000_000));
  const cases: [string, Uint8Array][] = [
    ['nothing at all', new Uint8Array()],
    ['random bytes', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256))],
    ['a flood of pixels', pngOf(60_000, 60_000)],
    ['a picture that is cut off after its head', pngOf(100, 100)],
    ['a JPEG of nothing but its mark', Buffer.from('ffd8ffe0', 'hex')],
    ['a zip bomb', Buffer.concat([ascii('PK\u0003\u0004'), bomb])],
    ['a vector picture that names a file', ascii('<svg><image href="file:///etc/passwd"/></svg>')],
    ['a page called a picture', ascii('<html><script>alert(1)</script></html>')],
    ['a PDF without pages', ascii('%PDF-1.4\n%%EOF')],
    ['a PDF that is JPEG by its first bytes', Buffer.from('ffd8ff255044462d312e34', 'hex')],
    ['half an OGG', ascii(`OggS${'\0'.repeat(40)}OpusHead`)],
    ['half an MP4', ascii(`\0\0\0\u0018ftypisom\0\0\0\0isomiso2${'\0'.repeat(100)}`)],
    ['half a WebP', ascii('RIFF\u0010\0\0\0WEBPVP8 ')],
    ['a hundred megabytes of zeros', new Uint8Array(100_000_000)],
  ];
  test.each(cases)(
    '%s',
    async (_, bytes) => {
      const { texts, asked, kept, problem } = await read(bytes);
      expect({ texts, asked, kept }).toEqual({ texts: [], asked: {}, kept: {} });
      expect(problem).toBeDefined();
      const next = await read(await aCard(HOAX));
      expect(next.texts[0]?.text).toContain('semua bank tutup sebulan');
    },
    PATIENCE_MS,
  );
});

test('a playlist called a film opens no connection', async () => {
  let connections = 0;
  const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  const list = `#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:${port}/a.ts\n`;
  expect(await read(Buffer.from(list), 'video/mp4')).toMatchObject({ kind: 'document', asked: {} });
  const hidden = Buffer.concat([Buffer.from('00000018667479706973', 'hex'), Buffer.from(list)]);
  expect((await read(hidden, 'video/mp4')).problem).toBeDefined();
  expect(connections).toBe(0);
});

test('a picture of many frames is read by two of them', async () => {
  const frames = Array.from({ length: 60 }, (_, at) => ({
    create: {
      width: 200,
      height: 200,
      channels: 3 as const,
      background: { r: at * 4, g: 90, b: 0 },
    },
  }));
  const gif = await sharp(await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer())), {
    join: { animated: true },
  })
    .gif()
    .toBuffer();
  expect((await read(gif, 'image/gif')).kind).toBe('picture');
});

test('a file that takes too long costs its process, not the next file', async () => {
  const hasty = createFileReader({ ...SETTINGS, timeoutMs: 1 });
  onTestFinished(() => hasty.close());
  const file = { mime: 'image/jpeg', bytes: await aScene(9) };
  expect((await hasty.read(file)).problem).toBe('too-slow');
  expect((await reader.read(file)).kind).toBe('picture');
});

test('a copy with the words of who takes it is made where it is asked for', async () => {
  const file = { mime: 'image/jpeg', bytes: await aScene(9) };
  const { copy } = await reader.read({ ...file, watermark: 'bawaslu · Mira' });
  expect((await sharp(copy).metadata()).format).toBe('jpeg');
  expect((await reader.read(file)).copy).toBeUndefined();
});

test(
  'many files at once each get their own evidence',
  async () => {
    const several = createFileReader({ ...SETTINGS, processes: 2 });
    onTestFinished(() => several.close());
    const numbers = [11, 22, 33, 44];
    const found = await Promise.all(
      numbers.map(async (n) => {
        const bytes = await aCard(`Warga dusun nomor ${n} menerima beras gratis`);
        return (await several.read({ mime: 'image/jpeg', bytes })).texts[0]?.text ?? '';
      }),
    );
    for (const [at, n] of numbers.entries()) expect(found[at]).toContain(`nomor ${n} menerima`);
  },
  PATIENCE_MS,
);

test('bad files now and then are none of the machine’s faults, three ended processes in a row are one', async () => {
  const ends = 'process.on("message", ({ mime }) => mime === "mati" && process.exit(1))';
  const environment = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(ends)}` };
  const fragile = createFileReader({ ...SETTINGS, environment });
  onTestFinished(() => fragile.close());
  const bytes = await aScene(9);
  const states: string[] = [];
  for (const mime of ['mati', 'mati', 'image/jpeg', 'mati', 'mati', 'mati', 'image/jpeg']) {
    await fragile.read({ mime, bytes });
    states.push(fragile.health().state);
  }
  expect(states).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'down', 'ok']);
});
