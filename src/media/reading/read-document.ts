import { type Evidence, noEvidence } from '../../tipline/evidence.ts';
import { readPdf } from '../documents/read-pdf.ts';

/** The words of a PDF; a document without any is as good as a wordless picture. */
export async function readDocument(bytes: Uint8Array): Promise<Evidence> {
  const read = await readPdf(bytes);
  if ('problem' in read) return { ...noEvidence(read.problem), kind: 'document' };
  const none: Evidence = { kind: 'document', texts: [], asked: {}, kept: {} };
  return read.text === '' ? none : { ...none, texts: [{ source: 'document', text: read.text }] };
}
