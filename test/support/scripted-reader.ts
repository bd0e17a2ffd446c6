import { createHash } from 'node:crypto';
import type { Evidence, EvidenceReader } from '../../src/domain/messages/evidence.ts';
import { readingProblems } from '../../src/domain/messages/evidence.ts';

const KINDS: Readonly<Record<string, Evidence['kind']>> = {
  image: 'picture',
  audio: 'sound',
  video: 'film',
  application: 'document',
};

/**
 * Stands for what reads files, where a transcript says what there is to read: `pasar.jpg | words in it`,
 * or `rusak.pdf ! unreadable`. A file of the same name looks the same; `cap-hoax.jpg` has a stamp; a
 * word~ may have been misread.
 */
export const scriptedReader: EvidenceReader = {
  async read({ mime, bytes }) {
    const [all = '', problem] = Buffer.from(bytes).toString().split(' ! ');
    const [name = '', text] = all.split(' | ');
    const kind = KINDS[mime.split('/')[0] ?? ''] ?? 'other';
    const hashes = createHash('sha256').update(name).digest('base64');
    const prints = kind === 'picture' ? { hashes } : {};
    const source = kind === 'document' ? 'document' : kind === 'sound' ? 'speech' : 'picture';
    return {
      kind,
      texts: text === undefined ? [] : [{ source, ...withDoubts(text) }],
      asked: prints,
      kept: prints,
      ...(name.startsWith('cap-') && { stamp: name.slice(4).replace(/\..*/, '').toUpperCase() }),
      problem: readingProblems.find((each) => each === problem),
    };
  },
};

function withDoubts(text: string): { text: string; unsure?: string[] } {
  const unsure = text.match(/\S+(?=~)/g);
  return { text: text.replaceAll('~', ''), ...(unsure && { unsure: [...unsure] }) };
}
