import type { WAMessage, WAMessageKey, WASocket } from '@whiskeysockets/baileys';
import { z } from 'zod';
import { MAX_FILE } from '../../domain/messages/message.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { Fetched } from '../../ports/channel.ts';
import { within } from '../../ports/concurrency-limit.ts';
import { readLimited, verifyFile } from '../verify-file.ts';
import { type Baileys, closeOf } from './open-socket.ts';
import type { FileKind, MediaMessage } from './read-content.ts';

const GONE = new Set([404, 410]);
const PATIENCE_MS = 30_000;

/** Fetches a file complete and unchanged, if need be from the sender's phone; throws if it may be available later. */
export async function fetchBaileysFile(
  baileys: Baileys,
  socket: WASocket,
  { reference, isTrusted }: { reference: string; isTrusted(url: string): boolean },
): Promise<Fetched> {
  const file = trusted(readReference(reference), isTrusted);
  if (!file) return { problem: 'unreadable' };
  if (file.size > MAX_FILE) return { problem: 'too-large' };
  try {
    return await download(baileys, file);
  } catch (error) {
    if (!GONE.has(closeOf(error).code ?? 0)) throw error;
  }
  const renewed = await inTime(socket.updateMediaMessage(toMessage(file))).catch(() => undefined);
  const directPath = renewed?.message?.[`${file.kind}Message`]?.directPath;
  if (!directPath || !isPath(directPath)) return { problem: 'unreadable' };
  return download(baileys, { ...file, directPath });
}

/** The address comes from the sender, who could name a host within our own network. */
function trusted(file: FileReference | undefined, isTrusted: (url: string) => boolean) {
  if (!file) return undefined;
  const { url, directPath, ...rest } = file;
  if (directPath !== undefined && !isPath(directPath)) return undefined;
  if (url !== undefined && isTrusted(url)) return file;
  return directPath === undefined ? undefined : { ...rest, directPath };
}

/** Baileys appends the path to the host's name, which anything but a path would change. */
function isPath(directPath: string): boolean {
  return /^\/[^/\\@]/.test(directPath);
}

async function download(baileys: Baileys, file: FileReference): Promise<Fetched> {
  const options: RequestInit = { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) };
  const load = async () => {
    const stream = await baileys.downloadMediaMessage(toMessage(file), 'stream', { options });
    return verify(await readLimited(stream), file);
  };
  return inTime(load());
}

/** Limits the wait, so that a silent phone does not delay its owner's turn. */
function inTime<T>(work: Promise<T>): Promise<T> {
  return within(PATIENCE_MS, work, () => {
    throw new Error('it took too long');
  });
}

function verify(bytes: Uint8Array | undefined, { mime, name, sha256 }: FileReference): Fetched {
  const expected = sha256 === undefined ? undefined : Buffer.from(sha256, 'base64');
  return verifyFile(bytes, { mime, name, expected });
}

function toMessage({ kind, key, mediaKey, url, directPath }: FileReference): WAMessage {
  const place = { url: url ?? null, directPath: directPath ?? null };
  const content = { mediaKey: Buffer.from(mediaKey, 'base64'), ...place };
  const { participant = null, ...rest } = key;
  return { key: { ...rest, participant, fromMe: false }, message: { [`${kind}Message`]: content } };
}

const referenceSchema = z.object({
  kind: z.enum(['image', 'video', 'audio', 'document']),
  url: z.string().optional(),
  directPath: z.string().optional(),
  mediaKey: z.string(),
  mime: z.string(),
  sha256: z.string().optional(),
  size: z.number(),
  name: z.string().optional(),
  key: z.object({ id: z.string(), remoteJid: z.string(), participant: z.string().optional() }),
});

/** Data to fetch a file later, also after a restart. */
type FileReference = z.infer<typeof referenceSchema>;

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

export function readReference(text: string): FileReference | undefined {
  return parseJson(referenceSchema, text);
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
