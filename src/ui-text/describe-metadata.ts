import { type FileMetadata, metadataFields } from '../domain/messages/evidence.ts';
import type { Words } from './ui-text.ts';

/** What a picture or film says of its making, a line each, with what that is worth. */
export function describeMetadata(
  metadata: FileMetadata,
  { metadata: say }: Pick<Words['case'], 'metadata'>,
): string[] {
  const told = metadataFields.filter((field) => metadata[field] !== undefined);
  const lines = told.map((field) => say[field](metadata[field] ?? ''));
  return lines.length > 0 ? [...lines, say.unsure] : [say.none];
}
