import sharp from 'sharp';
import { extractImages, getDocumentProxy } from 'unpdf';
import { isBearable } from './weigh-pdf.ts';

/** Words of a PDF, and the pictures on its first pages as PNG, the largest first. */
export interface Pdf {
  text: string;
  pictures: Uint8Array[];
}

/** Reads the first pages of a PDF; a broken or locked one is unreadable. */
export async function readPdf(
  bytes: Uint8Array,
): Promise<Pdf | { problem: 'unreadable' | 'too-large' }> {
  if (!(await isBearable(bytes))) return { problem: 'too-large' };
  try {
    // The library takes ownership of the bytes.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), OPTIONS);
    try {
      const pages = Math.min(pdf.numPages, MOST_PAGES);
      const texts: string[] = [];
      for (let page = 1; page <= pages; page += 1) texts.push(await readPage(pdf, page));
      const text = texts.join('\n');
      return { text, pictures: await takePictures(pdf, Math.min(pages, PICTURE_PAGES)) };
    } finally {
      await pdf.loadingTask.destroy();
    }
  } catch {
    return { problem: 'unreadable' };
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
