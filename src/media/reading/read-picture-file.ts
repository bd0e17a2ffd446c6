import { decodeQR } from 'qr/decode.js';
import { type Evidence, MAX_READ, noEvidence } from '../../domain/messages/evidence.ts';
import { findLinks } from '../../domain/text/links.ts';
import { toPrint } from '../../matching/file-prints.ts';
import { cutStamps, type Redness } from '../../matching/pictures/cut-stamp.ts';
import { findStamp } from '../../matching/pictures/find-stamp.ts';
import type { Raster } from '../../matching/pictures/raster.ts';
import { readPicture } from '../../matching/pictures/read-picture.ts';
import { readPoints } from '../../matching/pictures/read-points.ts';
import { readScreenshot } from '../../matching/screenshot/read-screenshot.ts';
import { toWordPrint } from '../../matching/word-print.ts';
import { readPictureMetadata } from '../metadata/read-metadata.ts';
import { decodePicture } from '../pictures/decode-picture.ts';
import { drawThumbnail } from '../pictures/draw-thumbnail.ts';
import type { PictureText } from '../text/read-text.ts';
import type { Tools } from './tools.ts';

/** Reads the fingerprints of a picture, its words, and a fact-checker's stamp. */
export async function readPictureFile(bytes: Uint8Array, tools: Tools): Promise<Evidence> {
  const decoded = await decodePicture(bytes);
  const metadata = readPictureMetadata(decoded.exif);
  if ('problem' in decoded) return { ...noEvidence(decoded.problem), kind: 'picture', metadata };
  const seen = await tools.textReader.read(bytes);
  const thumbnail = await drawThumbnail(decoded.raster);
  const looks = { kind: 'picture' as const, metadata, thumbnail, ...printsOf(decoded.raster) };
  const link = readQrLink(decoded.raster);
  const coded: Evidence['texts'] = link === undefined ? [] : [{ source: 'picture', text: link }];
  if ('problem' in seen) return { ...looks, texts: coded };
  const text = toText(seen);
  const stamp = stampIn(seen) ?? (await readStamp(bytes, tools));
  const words = text && toWordPrint(text);
  const told = words === undefined ? {} : { words };
  const asked = { ...looks.asked, ...told };
  const kept = { ...looks.kept, ...told, ...(text && { written: true }) };
  const texts = text ? [text, ...coded] : coded;
  return { ...looks, asked, kept, texts, ...(stamp === undefined ? {} : { stamp }) };
}

/** Reads a red stamp, which is slanted or over other words, and so missed with those. */
async function readStamp(bytes: Uint8Array, { textReader }: Tools): Promise<string | undefined> {
  const redness = await readRedness(bytes);
  const { default: sharp } = await import('sharp');
  for (const { width, height, pixels } of redness ? cutStamps(redness) : []) {
    const cut = sharp(pixels, { raw: { width, height, channels: 1 } });
    const seen = await textReader.read(new Uint8Array(await cut.png().toBuffer()));
    const stamp = 'problem' in seen ? undefined : stampIn(seen);
    if (stamp !== undefined) return stamp;
  }
  return undefined;
}

const stampIn = ({ lines, size }: PictureText) => findStamp(lines.flatMap(wordsOf), size);
const wordsOf = ({ words }: PictureText['lines'][number]) => words;

export async function wordsIn(bytes: Uint8Array, { textReader }: Tools) {
  const seen = await textReader.read(bytes);
  return 'problem' in seen ? undefined : toText(seen);
}

function printsOf(raster: Raster): Pick<Evidence, 'asked' | 'kept'> {
  const printsFor = (side: 'query' | 'store') => ({
    hashes: toPrint(readPicture(raster, side)),
    points: toPrint(readPoints(raster, side)),
  });
  const shape = raster.width / raster.height;
  return { asked: { ...printsFor('query'), shape }, kept: printsFor('store') };
}

function toText({ lines, size }: PictureText): Evidence['texts'][number] | undefined {
  if (lines.flatMap(wordsOf).filter(isWord).length < FEWEST) return undefined;
  const { text, unsure } = readScreenshot(lines, size);
  if (text.trim() === '') return undefined;
  return { source: 'picture', text: text.slice(0, MAX_READ), unsure: unsure.slice(0, 500) };
}

/** Leaves and faces are read as letters, but hardly ever as two words. */
const FEWEST = 2;
const LIKELY = 0.6;

function isWord({ text, confidence }: { text: string; confidence: number }): boolean {
  return confidence >= LIKELY && /\p{L}{3}/u.test(text);
}

/** Reads the address in a QR code of a picture, if there is one. */
export function readQrLink({ width, height, pixels }: Raster): string | undefined {
  try {
    // Of this format only the brightness is read.
    const said = decodeQR({ width, height, data: pixels }, { format: 'I420', timeLimit: MOST_MS });
    return findLinks(said)[0];
  } catch {
    return undefined; // the library throws where it finds no code
  }
}

const MOST_MS = 300;

/** Computes the redness of each pixel, at most 800 pixels long; undefined if undecodable. */
async function readRedness(bytes: Uint8Array): Promise<Redness | undefined> {
  const { default: sharp } = await import('sharp');
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize(LONGEST, LONGEST, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixels = Uint8Array.from({ length: info.width * info.height }, (_, at) => {
      const [red = 0, green = 0, blue = 0] = data.subarray(3 * at, 3 * at + 3);
      return Math.max(0, red - Math.max(green, blue));
    });
    return { width: info.width, height: info.height, pixels };
  } catch {
    return undefined; // for any decoder error, it is invisible
  }
}

const MOST_PIXELS = 40_000_000;
const LONGEST = 800;
