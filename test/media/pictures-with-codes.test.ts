import encodeQR from 'qr';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodePicture } from '../../src/media/pictures/decode-picture.ts';
import { readPictureFile, readQrLink } from '../../src/media/reading/read-picture-file.ts';

/** A poster with a QR code of this text, `size` pixels wide, as it is passed on. */
async function aPoster(text: string, size = 300): Promise<Buffer> {
  const code = sharp(Buffer.from(encodeQR(text, 'svg'))).resize(size, size);
  return sharp({ create: { width: 1200, height: 1600, channels: 3, background: '#d8e4f0' } })
    .composite([{ input: await code.png().toBuffer(), left: 500, top: 900 }])
    .jpeg({ quality: 50 })
    .toBuffer();
}

async function linkIn(picture: Buffer): Promise<string | undefined> {
  const decoded = await decodePicture(picture);
  if ('problem' in decoded) throw new Error(decoded.problem);
  return readQrLink(decoded.raster);
}

test.each([
  ['https://bansos-kemensos.my.id/daftar?id=1', 300],
  ['https://contoh.xyz', 500],
  ['HTTPS://CONTOH.XYZ/A', 300],
])('the address %s in a code is read', async (address, size) => {
  expect(await linkIn(await aPoster(address, size))).toBe(address);
});

test.for(['too-slow', 'unreadable'] as const)(
  'the link of a code is told also where the words beside it are %s',
  async (problem) => {
    const link = 'https://contoh.xyz/a';
    const textReader = { read: async () => ({ problem }), close: async () => {} };
    const poster = new Uint8Array(await aPoster(link));
    const transcriber = async () => undefined;
    const { texts } = await readPictureFile(poster, { textReader, transcriber });
    expect(texts).toEqual([{ source: 'picture', text: link }]);
  },
);

test('a turned code is read', async () => {
  const poster = await aPoster('https://contoh.xyz/a', 400);
  const turned = await sharp(poster).rotate(7, { background: '#fff' }).jpeg().toBuffer();
  expect(await linkIn(turned)).toBe('https://contoh.xyz/a');
});

test('a code with anything else is no link', async () => {
  expect(await linkIn(await aPoster('00020101021126570011ID.DANA.WWW'))).toBeUndefined();
  expect(await linkIn(await aPoster('selamat pagi'))).toBeUndefined();
});

test('a picture without a code has none', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const picture = sharp({
    create: { width: 900, height: 900, channels: 3, noise, background: '#fff' },
  });
  expect(await linkIn(await picture.jpeg().toBuffer())).toBeUndefined();
});

test.each(['heic', 'heix', 'mif1'])(
  'a photo of the brand %s that cannot be decoded is called what it is',
  async (brand) => {
    const bytes = Buffer.concat([
      Buffer.from(`\0\0\0\x18ftyp${brand}`, 'latin1'),
      Buffer.alloc(400, 7),
    ]);
    expect(await decodePicture(bytes)).toEqual({ problem: 'heic' });
  },
);
