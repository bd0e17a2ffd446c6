import sharp from 'sharp';
import { extractImages, getDocumentProxy } from 'unpdf';
import { type Evidence, MAX_READ, MOST_TEXTS, noEvidence } from '../../domain/messages/evidence.ts';
import { isBearable } from '../documents/weigh-pdf.ts';
import { readPictureFile } from './read-picture-file.ts';
import type { Tools } from './tools.ts';

/** Reads the words of a PDF, and those in its pictures if it has few of its own, as in scans. */
export async function readDocument(bytes: Uint8Array, tools: Tools): Promise<Evidence> {
  const pdf = await readPdf(bytes);
  if ('problem' in pdf) return { ...noEvidence(pdf.problem), kind: 'document' };
  const pictures = await Promise.all(
    pdf.pictures.map((picture) => readPictureFile(picture, tools)),
  );
  const { texts, ...document } = toDocument(pdf.text);
  const isScanned = (texts[0]?.text.length ?? 0) < FEW_LETTERS;
  const shown = isScanned ? pictures.flatMap((picture) => picture.texts) : [];
  const { asked, kept } = pictures[0] ?? document;
  return { ...document, texts: [...texts, ...shown].slice(0, MOST_TEXTS), asked, kept };
}

const FEW_LETTERS = 80;

/** Returns the evidence of a document that has these words. */
export function toDocument(said: string): Evidence {
  const text = said.trim().slice(0, MAX_READ);
  const texts: Evidence['texts'] = text === '' ? [] : [{ source: 'document', text }];
  return { kind: 'document', texts, asked: {}, kept: {} };
}

/** Reads the words of a PDF, and its first pages' pictures as PNG, the largest first; a broken or locked one is unreadable. */
async function readPdf(bytes: Uint8Array) {
  if (!(await isBearable(bytes))) return { problem: 'too-large' as const };
  try {
    // The library takes ownership of the bytes.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), OPTIONS);
    try {
      const pages = Math.min(pdf.numPages, MOST_PAGES);
      const texts = await Array.fromAsync({ length: pages }, (_, at) => readPage(pdf, at + 1));
      const text = texts.join('\n');
      return { text, pictures: await takePictures(pdf, Math.min(pages, PICTURE_PAGES)) };
    } finally {
      await pdf.loadingTask.destroy();
    }
  } catch {
    return { problem: 'unreadable' as const };
  }
}

type Proxy = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Forwarded PDFs have a page or two; the rest of a book says nothing of the claim. */
const MOST_PAGES = 10;
const PICTURE_PAGES = 2;
const MOST_PICTURES = 2;
/** Smaller ones are logos and lines. */
const LEAST_PIXELS = 200 * 200;
const MOST_PIXELS = 40_000_000;

/** Runs nothing in a document, and fetches nothing for it. */
const OPTIONS = {
  isEvalSupported: false,
  useSystemFonts: false,
  disableAutoFetch: true,
  disableStream: true,
  maxImageSize: MOST_PIXELS,
  verbosity: 0,
};

async function readPage(pdf: Proxy, number: number): Promise<string> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}

async function takePictures(pdf: Proxy, pages: number): Promise<Uint8Array[]> {
  const found: Awaited<ReturnType<typeof extractImages>> = [];
  for (let page = 1; page <= pages; page += 1) {
    found.push(...(await extractImages(pdf, page).catch(() => [])));
  }
  const large = found
    .filter(({ width, height }) => width * height >= LEAST_PIXELS)
    .sort((a, b) => b.width * b.height - a.width * a.height);
  return Promise.all(
    large.slice(0, MOST_PICTURES).map(async ({ data, width, height, channels }) => {
      const png = await sharp(data, { raw: { width, height, channels } }).png().toBuffer();
      return new Uint8Array(png);
    }),
  );
}
