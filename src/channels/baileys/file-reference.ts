import type { WAMessageKey } from '@whiskeysockets/baileys';
import { z } from 'zod';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { FileKind } from './read-content.ts';
import type { MediaMessage } from './unwrap.ts';

const referenceSchema = z.object({
  kind: z.enum(['image', 'video', 'audio', 'document']),
  url: z.string().optional(),
  directPath: z.string().optional(),
  mediaKey: z.string(),
  mime: z.string(),
  sha256: z.string().optional(),
  size: z.number(),
  name: z.string().optional(),
  key: z.object({
    id: z.string(),
    remoteJid: z.string(),
    participant: z.string().optional(),
  }),
});

/** Data to fetch a file later, also after a restart. */
export type FileReference = z.infer<typeof referenceSchema>;

const LONGEST = 4000;

/** Encodes a file's reference as one string; undefined if the message lacks data. */
export function writeReference(
  { kind, media }: { kind: FileKind; media: MediaMessage },
  key: WAMessageKey,
): string | undefined {
  const { mediaKey, directPath, url, mimetype, fileLength, fileSha256, fileName } = media;
  if (!mediaKey || !key.id || !key.remoteJid) return undefined;
  const reference: FileReference = {
    kind,
    mediaKey: toBase64(mediaKey),
    mime: (mimetype ?? 'application/octet-stream').slice(0, 100),
    size: Number(fileLength ?? 0),
    key: { id: key.id, remoteJid: key.remoteJid, participant: key.participant || undefined },
    url: url || undefined,
    directPath: directPath || undefined,
    sha256: fileSha256 ? toBase64(fileSha256) : undefined,
    name: fileName?.slice(0, 200) || undefined,
  };
  const text = JSON.stringify(reference);
  return text.length <= LONGEST ? text : undefined;
}

/** Parses a reference; undefined if it is not one. */
export function readReference(text: string): FileReference | undefined {
  return parseJson(referenceSchema, text);
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
