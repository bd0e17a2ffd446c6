import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { expect, test } from 'vitest';
import { readDocument } from '../../../src/media/reading/read-document.ts';
import { openTools } from '../../../src/media/reading/tools.ts';

/** A PDF with one line on each page. */
async function aBook(pages: number): Promise<Uint8Array> {
  const book = new PDFDocument({ autoFirstPage: false });
  for (let page = 1; page <= pages; page += 1) book.addPage().text(`Halaman nomor ${page}.`);
  book.end();
  return new Uint8Array(await buffer(book));
}

test('of a book the first ten pages are read, one after the other', async () => {
  const { kind, texts } = await readDocument(await aBook(12), openTools({}));
  const pages = Array.from({ length: 10 }, (_, at) => `Halaman nomor ${at + 1}.`);
  expect(kind).toBe('document');
  expect(texts).toEqual([{ source: 'document', text: pages.join('\n') }]);
});
