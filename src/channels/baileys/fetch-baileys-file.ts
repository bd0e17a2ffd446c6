import type { WAMessage, WASocket } from '@whiskeysockets/baileys';
import type { Fetched } from '../../tipline/channel.ts';
import { MAX_FILE } from '../../tipline/message.ts';
import { readLimited, verifyFile } from '../verify-file.ts';
import { type FileReference, readReference } from './file-reference.ts';
import type { Baileys } from './open-socket.ts';
import { statusOf } from './status-of.ts';

const GONE = new Set([404, 410]);

/** Fetches a file, whole and unchanged; one that has left the server is asked for again at the sender's phone. */
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
    if (!GONE.has(statusOf(error) ?? 0)) return { problem: 'unreadable' };
  }
  try {
    const renewed = await socket.updateMediaMessage(toMessage(file));
    const directPath = renewed.message?.[`${file.kind}Message`]?.directPath;
    return await download(baileys, directPath ? { ...file, directPath } : file);
  } catch {
    return { problem: 'unreadable' };
  }
}

/** The address comes from the sender, who could name a place within our own network. */
function trusted(
  file: FileReference | undefined,
  isTrusted: (url: string) => boolean,
): FileReference | undefined {
  if (!file?.url || isTrusted(file.url)) return file;
  const { url: _, ...rest } = file;
  return rest.directPath ? rest : undefined;
}

async function download(baileys: Baileys, file: FileReference): Promise<Fetched> {
  const stream = await baileys.downloadMediaMessage(toMessage(file), 'stream', {});
  return verify(await readLimited(stream), file);
}

function verify(bytes: Uint8Array | undefined, { mime, name, sha256 }: FileReference): Fetched {
  return verifyFile(bytes, {
    mime,
    ...(name === undefined ? {} : { name }),
    ...(sha256 === undefined ? {} : { expected: Buffer.from(sha256, 'base64') }),
  });
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
