import { type Evidence, MAX_READ, MOST_TEXTS, noEvidence } from '../../domain/messages/evidence.ts';
import { readPdf } from '../documents/read-pdf.ts';
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
