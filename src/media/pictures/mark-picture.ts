import { type Evidence, noEvidence } from '../../domain/messages/evidence.ts';
import { openPicture } from './decode-picture.ts';

/** Copies a picture with words written across all of it, so that a leaked copy names who took it; as JPEG without its metadata. */
export async function markPicture(bytes: Uint8Array, words: string): Promise<Evidence> {
  const marked = await openPicture(bytes, async (open) => {
    const { default: sharp } = await import('sharp');
    const { data, info } = await open(LONGEST).png().toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    const line = await sharp({ text: textOf(words, width, height) })
      .png()
      .toBuffer();
    const tile = sharp(line).rotate(-20, { background: '#00000000' });
    const input = await tile
      .resize(width, height, { fit: 'inside', withoutEnlargement: true })
      .png();
    const copy = sharp(data).composite([{ input: await input.toBuffer(), tile: true }]);
    return { copy: await copy.jpeg({ quality: 85 }).toBuffer() };
  });
  if ('problem' in marked) return noEvidence(marked.problem);
  return { kind: 'picture', texts: [], asked: {}, kept: {}, ...marked };
}

const LONGEST = 2048;

/** White on a dark band shows on every ground; a line is a fifteenth of the shorter side high. */
function textOf(words: string, width: number, height: number) {
  const size = Math.max(8, Math.round(Math.min(width, height) / 15));
  const look = 'foreground="#ffffff" alpha="70%" background="#000000" bgalpha="30%"';
  const text = `<span ${look}>${words.replace(/[<>&]/g, ' ')}</span>`;
  const font = `DejaVu Sans Bold ${size}`;
  return { text, font, dpi: 72, rgba: true, width: Math.max(16, Math.round(width * 0.8)) };
}
