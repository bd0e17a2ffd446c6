/** Returns ffmpeg's name of the container of a file's first bytes, if phones make it. */
export function sniffContainer(head: Uint8Array): string | undefined {
  const bytes = Buffer.concat([head], HEAD_BYTES); // zeros after a short one
  return CONTAINERS.find(([, isIt]) => isIt(bytes))?.[0];
}

export const HEAD_BYTES = 16;

/** Playlists and lists of files are excluded: a file can name no other file to open. */
const CONTAINERS: readonly [demuxer: string, isIt: (head: Buffer) => boolean][] = [
  ['ogg', (head) => says(head, 0, 'OggS')],
  ['mov', (head) => says(head, 4, 'ftyp')],
  ['matroska', (head) => head.readUInt32BE(0) === 0x1a45dfa3],
  ['wav', (head) => says(head, 0, 'RIFF') && says(head, 8, 'WAVE')],
  ['avi', (head) => says(head, 0, 'RIFF') && says(head, 8, 'AVI ')],
  ['flac', (head) => says(head, 0, 'fLaC')],
  ['amr', (head) => says(head, 0, '#!AMR')],
  ['aac', (head) => (head.readUInt16BE(0) & 0xfff6) === 0xfff0],
  ['mp3', (head) => says(head, 0, 'ID3') || (head.readUInt16BE(0) & 0xffe0) === 0xffe0],
];

function says(head: Buffer, at: number, mark: string): boolean {
  return head.toString('latin1', at, at + mark.length) === mark;
}
