import type { WAMessage, WASocket } from '@whiskeysockets/baileys';
import { MAX_FILE } from '../../domain/messages/message.ts';
import type { Fetched } from '../../ports/channel.ts';
import { within } from '../../ports/concurrency-limit.ts';
import { readLimited, verifyFile } from '../verify-file.ts';
import { type FileReference, readReference } from './file-reference.ts';
import { type Baileys, closeOf } from './open-socket.ts';

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
  const isKnown = url !== undefined && isTrusted(url);
  if (directPath !== undefined) {
    if (!isPath(directPath)) return undefined;
    return isKnown ? file : { ...rest, directPath };
  }
  return isKnown ? file : undefined;
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
  const content = {
    mediaKey: Buffer.from(mediaKey, 'base64'),
    url: url ?? null,
    directPath: directPath ?? null,
  };
  const { participant = null, ...rest } = key;
  return { key: { ...rest, participant, fromMe: false }, message: { [`${kind}Message`]: content } };
}
