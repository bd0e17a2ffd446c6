import { type Evidence, noEvidence, type RawFile } from '../../domain/messages/evidence.ts';
import { decodeText } from '../documents/decode-text.ts';
import { readOffice } from '../documents/read-office.ts';
import { hasManifest, readPictureMetadata } from '../metadata/read-metadata.ts';
import { markPicture } from '../pictures/mark-picture.ts';
import { type FileKind, findKind } from './find-kind.ts';
import { nameClosed } from './name-closed.ts';
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
  return { ...evidence, metadata: { ...metadata, hasManifest: true } };
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
