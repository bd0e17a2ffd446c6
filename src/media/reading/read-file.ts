import { type Evidence, noEvidence, type RawFile } from '../../domain/messages/evidence.ts';
import { decodeText } from '../documents/decode-text.ts';
import { readOffice } from '../documents/read-office.ts';
import { findKind } from './find-kind.ts';
import { nameClosed } from './name-closed.ts';
import { readDocument, toDocument } from './read-document.ts';
import { readPictureFile } from './read-picture-file.ts';
import { readRecording } from './read-recording.ts';
import type { Tools } from './tools.ts';

/** Reads a file into evidence; its bytes, not its name, decide how. */
export function readFile({ bytes }: RawFile, tools: Tools): Promise<Evidence> {
  switch (findKind(bytes)) {
    case 'picture':
      return readPictureFile(bytes, tools);
    case 'recording':
      return readRecording(bytes, tools);
    case 'pdf':
      return readDocument(bytes, tools);
    case 'office':
      return Promise.resolve(toDocument(readOffice(bytes)));
    case 'text':
      return Promise.resolve(toDocument(decodeText(bytes) ?? ''));
    case 'other':
      return Promise.resolve(noEvidence(nameClosed(bytes) ?? 'unsupported'));
  }
}
