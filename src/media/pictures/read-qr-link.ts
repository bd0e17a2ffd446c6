import { decodeQR } from 'qr/decode.js';
import { findLinks } from '../../domain/text/links.ts';
import type { Raster } from '../../matching/pictures/raster.ts';

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
