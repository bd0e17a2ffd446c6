import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { decodeText } from '../../../src/media/documents/decode-text.ts';
import { readOffice } from '../../../src/media/documents/read-office.ts';
import { readZip } from '../../../src/media/documents/read-zip.ts';
import { findKind } from '../../../src/media/reading/find-kind.ts';
import { readFile } from '../../../src/media/reading/read-file.ts';
import { openTools } from '../../../src/media/reading/tools.ts';
import { aDocx, aZip } from '../../support/make-documents.ts';

const HOAX = 'Besok semua bank tutup sebulan karena keadaan darurat';
const read = (bytes: Uint8Array) => readFile({ mime: 'x', bytes }, openTools({}));

test('a Word document is read paragraph by paragraph', async () => {
  const bytes = aDocx('Surat edaran', HOAX, 'Harga &lt; Rp5 &amp; gratis');
  expect(findKind(bytes)).toBe('office');
  expect(await read(bytes)).toEqual({
    kind: 'document',
    texts: [{ source: 'document', text: `Surat edaran\n${HOAX}\nHarga < Rp5 & gratis` }],
    asked: {},
    kept: {},
  });
});

test('an Excel table is read row by row, with its shared words and numbers', () => {
  const bytes = aZip({
    'xl/sharedStrings.xml':
      '<sst><si><t>Beras</t></si><si><r><t>Gu</t></r><r><t>la</t></r></si></sst>',
    'xl/worksheets/sheet10.xml':
      '<sheetData><row><c t="inlineStr"><is><t>Akhir</t></is></c></row></sheetData>',
    'xl/worksheets/sheet2.xml':
      '<sheetData><row><c t="s"><v>0</v></c><c><v>15000</v></c></row><row><c t="s"><v>1</v></c><c><f>A1+1</f><v>9</v></c></row></sheetData>',
  });
  expect(readOffice(bytes)).toBe('Beras 15000\nGula 9\nAkhir');
});

test('a number in a table is no shared word of that number', () => {
  const bytes = aZip({
    'xl/sharedStrings.xml': '<sst><si><t>Beras</t></si><si><t>Gula</t></si></sst>',
    'xl/worksheets/sheet1.xml':
      '<sheetData><row><c t="s"><v>1</v></c><c><v>0</v></c><c t="s"><v>7</v></c></row></sheetData>',
  });
  expect(readOffice(bytes)).toBe('Gula 0');
});

test('slides are read in order', () => {
  const slide = (text: string) => `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`;
  const bytes = aZip({
    'ppt/slides/slide10.xml': slide('dua'),
    'ppt/slides/slide2.xml': slide('satu'),
  });
  expect(readOffice(bytes)).toBe('satu\ndua');
});

test.each([
  ['UTF-8', Buffer.from(`\ufeff${HOAX}`)],
  ['UTF-16', Buffer.from(`\ufeff${HOAX}`, 'utf16le')],
  ['UTF-16 of Macs', Buffer.from(`\ufeff${HOAX}`, 'utf16le').swap16()],
])('plain text in %s is read', async (_, bytes) => {
  expect((await read(bytes)).texts).toEqual([{ source: 'document', text: HOAX }]);
});

test('a long text is read as far as is kept', async () => {
  const [text] = (await read(Buffer.from('berita '.repeat(100_000)))).texts;
  expect(text?.text).toHaveLength(20_000);
});

test.each([
  ['a page', '<html><body>halo</body></html>'],
  ['a drawing', '  <svg></svg>'],
  ['RTF', '{\\rtf1 halo}'],
])('%s is no plain text', (_, content) => {
  expect(findKind(Buffer.from(content))).toBe('other');
});

test('of a long text only the beginning is read', () => {
  expect(decodeText(Buffer.alloc(300 * 1024, 'a'))).toHaveLength(256 * 1024);
  expect(
    decodeText(Buffer.concat([Buffer.alloc(256 * 1024, 'a'), Buffer.from([0])])),
  ).toBeDefined();
});

test('control codes are of no text', () => {
  expect(decodeText(Buffer.from('halo\0dunia'))).toBeUndefined();
});

test.each([
  [
    'a part that is broken',
    aZip({ 'word/document.xml': '<w:p><w:t>Satu</w:t></w:p><w:p' }),
    'Satu',
  ],
  ['a part with no end', aDocx(HOAX).slice(0, 60), ''],
  [
    'entities of its own',
    aZip({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "bb">]><w:p><w:t>Satu</w:t></w:p>' }),
    'Satu',
  ],
])('%s is read as far as it goes', (_, bytes, expected) => {
  expect(readOffice(bytes)).toBe(expected);
});

test('a bomb is not unpacked, whatever size it claims', () => {
  const bomb = zipSync({ 'word/document.xml': new Uint8Array(64 * 1024 * 1024) });
  expect(readOffice(bomb)).toBe('');
  expect(readZip(bomb, /document/).parts.size).toBe(0);
  const claimed = bomb.findLastIndex(
    (_, at) => Buffer.from(bomb.subarray(at, at + 4)).toString('latin1') === 'PK\x01\x02',
  );
  new DataView(bomb.buffer, bomb.byteOffset).setUint32(claimed + 24, 10, true);
  const { parts } = readZip(bomb, /document/);
  expect(parts.get('word/document.xml')).toHaveLength(10);
});
