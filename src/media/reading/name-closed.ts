import { archives, oldOffice } from '../../domain/messages/evidence.ts';

type Closed = (typeof archives)[number] | (typeof oldOffice)[number];

/** Names a file that is recognised but not read: by its first bytes, and what is in a container of old Office. */
export function nameClosed(bytes: Uint8Array): Closed | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const archive = archives.find((kind) => begins(file, ARCHIVE_MARKS[kind]));
  if (archive || !begins(file, OLE)) return archive;
  return oldOffice.find((kind) => file.includes(Buffer.from(STREAMS[kind], 'utf16le')));
}

function begins(file: Buffer, mark: string): boolean {
  return file.toString('latin1', 0, mark.length) === mark;
}

const ARCHIVE_MARKS = { rar: 'Rar!\x1a\x07', '7z': "7z\xbc\xaf'\x1c" };
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** Names of the parts that hold the words. */
const STREAMS = { doc: 'WordDocument', xls: 'Workbook', ppt: 'PowerPoint Document' };
