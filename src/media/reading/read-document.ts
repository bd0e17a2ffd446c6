import { type Evidence, noEvidence } from '../../domain/messages/evidence.ts';
import { readPdf } from '../documents/read-pdf.ts';
import { readPictureFile } from './read-picture-file.ts';
import type { Tools } from './tools.ts';

/** Reads the words of a PDF, and those in its pictures if it has few of its own, as in scans. */
export async function readDocument(bytes: Uint8Array, tools: Tools): Promise<Evidence> {
  const pdf = await readPdf(bytes);
  if ('problem' in pdf) return { ...noEvidence(pdf.problem), kind: 'document' };
  const [first, second] = await Promise.all(
    pdf.pictures.map((picture) => readPictureFile(picture, tools)),
  );
  const own: Evidence['texts'] = pdf.text === '' ? [] : [{ source: 'document', text: pdf.text }];
  const isScanned = pdf.text.length < FEW_LETTERS;
  const shown = isScanned ? [...(first?.texts ?? []), ...(second?.texts ?? [])] : [];
  return {
    kind: 'document',
    texts: [...own, ...shown],
    asked: first?.asked ?? {},
    kept: first?.kept ?? {},
  };
}

const FEW_LETTERS = 80;
