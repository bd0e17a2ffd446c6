import {
  archives,
  type Evidence,
  noEvidence,
  oldOffice,
  type RawFile,
} from '../../domain/messages/evidence.ts';
import { decodeText } from '../documents/decode-text.ts';
import { readOffice } from '../documents/read-office.ts';
import { hasManifest, readPictureMetadata } from '../metadata/read-metadata.ts';
import { markPicture } from '../pictures/mark-picture.ts';
import { type FileKind, findKind } from './find-kind.ts';
import { readDocument, toDocument } from './read-document.ts';
import { readPictureFile } from './read-picture-file.ts';
import { readRecording } from './read-recording.ts';
import type { Tools } from './tools.ts';

/** Reads a file into evidence; its bytes, not its name, decide how. */
export async function readFile({ bytes, watermark }: RawFile, tools: Tools): Promise<Evidence> {
  if (watermark !== undefined) return markPicture(bytes, watermark);
  const evidence = await readers[findKind(bytes)](bytes, tools);
  const { metadata } = evidence;
  if (!metadata || !hasManifest(bytes)) return evidence;
  return { ...evidence, metadata: { ...metadata, manifest: 'C2PA' } };
}

type Reader = (bytes: Uint8Array, tools: Tools) => Evidence | Promise<Evidence>;

const readers: Readonly<Record<FileKind, Reader>> = {
  picture: async (bytes, tools) => ({
    ...(await readPictureFile(bytes, tools)),
    metadata: await readPictureMetadata(bytes),
  }),
  recording: readRecording,
  pdf: readDocument,
  office: (bytes) => toDocument(readOffice(bytes)),
  text: (bytes) => toDocument(decodeText(bytes) ?? ''),
  other: (bytes) => noEvidence(nameClosed(bytes) ?? 'unsupported'),
};

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
