/** Kind of a file by its first bytes, whatever its sender calls it. */
export type FileKind = 'picture' | 'recording' | 'pdf' | 'other';

/** Detects by magic bytes; only the tracks of a recording show whether it is a sound or a film. */
export function findKind(bytes: Uint8Array): FileKind {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES));
  for (const [kind, isIt] of SIGNS) if (isIt(head)) return kind;
  return 'other';
}

/** A PDF may begin some bytes later. */
const HEAD_BYTES = 1024;

const SIGNS: readonly [FileKind, (head: Buffer) => boolean][] = [
  ['picture', (head) => head.toString('hex', 0, 3) === 'ffd8ff'],
  ['picture', (head) => head.toString('hex', 0, 8) === '89504e470d0a1a0a'],
  ['picture', (head) => says(head, 0, 'GIF87a') || says(head, 0, 'GIF89a')],
  ['picture', (head) => says(head, 0, 'RIFF') && says(head, 8, 'WEBP')],
  ['picture', (head) => says(head, 4, 'ftyp') && STILL_BRANDS.has(head.toString('latin1', 8, 12))],
  ['pdf', (head) => head.includes('%PDF-')],
  ['recording', (head) => says(head, 4, 'ftyp')],
  ['recording', (head) => RECORDING_MARKS.some((mark) => says(head, 0, mark))],
  [
    'recording',
    (head) => says(head, 0, 'RIFF') && (says(head, 8, 'WAVE') || says(head, 8, 'AVI ')),
  ],
  ['recording', (head) => head.length > 1 && (head.readUInt16BE(0) & 0xffe0) === 0xffe0],
];

const STILL_BRANDS = new Set(['avif', 'avis', 'heic', 'heix', 'mif1', 'msf1']);
const RECORDING_MARKS = ['OggS', '\x1a\x45\xdf\xa3', 'fLaC', '#!AMR', 'ID3'];

function says(head: Buffer, at: number, mark: string): boolean {
  return head.toString('latin1', at, at + mark.length) === mark;
}
