import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import {
  aesDecryptWithIV,
  aesEncryptGCM,
  aesEncrypWithIV,
  type BinaryNode,
  getBinaryNodeChild,
  getMediaKeys,
  proto,
} from '@whiskeysockets/baileys';
import type { MediaHost } from './media-host.ts';
import { node } from './nodes.ts';

/** A kind of media message. */
export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

/** How a media message looks, and what is wrong with it. */
export interface MediaOptions {
  mime?: string;
  caption?: string;
  fileName?: string;
  /** The size it claims to have. */
  size?: number;
  /** One bit of what is downloaded is wrong. */
  corrupt?: boolean;
  /** The host no longer has it; `for good` when the phone cannot upload it again either. */
  expired?: boolean | 'for good';
}

const MIMES: Record<MediaKind, string> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/ogg; codecs=opus',
  document: 'application/pdf',
  sticker: 'image/webp',
};

interface Kept {
  path: string;
  forGood: boolean;
}

/** Media as citizens send them: sealed, kept on the host, uploaded again when asked for. */
export class Media {
  readonly #host: MediaHost;
  readonly #kept = new Map<string, Kept>();

  constructor(host: MediaHost) {
    this.#host = host;
  }

  /** The content of a message with these bytes in it. */
  async message(
    kind: MediaKind,
    bytes: Uint8Array,
    { mime = MIMES[kind], caption, fileName, size, corrupt, expired }: MediaOptions = {},
  ): Promise<proto.IMessage> {
    const mediaKey = randomBytes(32);
    const sealed = await seal(bytes, mediaKey, kind);
    const served = Buffer.from(sealed);
    if (corrupt) served[0] = (served[0] ?? 0) ^ 1;
    const directPath = this.#host.store(served, Boolean(expired));
    this.#kept.set(keyOf(mediaKey), { path: directPath, forGood: expired === 'for good' });
    const content = {
      url: `https://${this.#host.host}${directPath}`,
      directPath,
      mimetype: mime,
      mediaKey,
      mediaKeyTimestamp: Math.floor(Date.now() / 1000),
      fileSha256: sha256(bytes),
      fileEncSha256: sha256(sealed),
      fileLength: size ?? bytes.length,
      ...(caption === undefined ? {} : { caption }),
      ...(fileName === undefined ? {} : { fileName }),
    };
    return { [`${kind}Message`]: content };
  }

  /** The picture or document of a message of the client, opened as a phone does; throws where anything is amiss. */
  async open(message: proto.IMessage): Promise<Uint8Array | undefined> {
    // A document with words below it comes in a message of its own kind.
    const inner = message.documentWithCaptionMessage?.message ?? message;
    const kind = inner.documentMessage ? 'document' : 'image';
    const { directPath, mediaKey, fileSha256 } = inner.documentMessage ?? inner.imageMessage ?? {};
    if (!directPath || !mediaKey || !fileSha256) return undefined;
    const sealed = this.#host.bytesAt(directPath);
    if (!sealed) throw new Error('the picture was not uploaded');
    const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, kind);
    if (!macKey) throw new Error('the media key has no part for the signature');
    const body = sealed.subarray(0, -10);
    const mac = createHmac('sha256', macKey).update(iv).update(body).digest().subarray(0, 10);
    if (!mac.equals(sealed.subarray(-10))) throw new Error('the signature is wrong');
    const bytes = aesDecryptWithIV(body, Buffer.from(cipherKey), Buffer.from(iv));
    if (!sha256(bytes).equals(fileSha256)) throw new Error('the picture is another');
    return bytes;
  }

  /** Uploads expired media again and tells the client where they are now. */
  reupload(request: BinaryNode, content: proto.IMessage): BinaryNode {
    const { id } = request.attrs;
    const rmr = getBinaryNodeChild(request, 'rmr');
    const mediaKey = mediaKeyOf(content);
    const kept = mediaKey && this.#kept.get(keyOf(mediaKey));
    const directPath = kept && !kept.forGood ? this.#host.restore(kept.path) : undefined;
    const attributes = { type: 'mediaretry', id, from: request.attrs.to };
    if (!mediaKey || !directPath) {
      const { NOT_FOUND } = proto.MediaRetryNotification.ResultType;
      const children = [node('error', { code: `${NOT_FOUND}` }), node('rmr', rmr?.attrs)];
      return node('notification', attributes, children);
    }
    const children = [sealAnswer({ id: id ?? '', directPath }, mediaKey), node('rmr', rmr?.attrs)];
    return node('notification', attributes, children);
  }
}

async function seal(bytes: Uint8Array, mediaKey: Buffer, kind: MediaKind): Promise<Buffer> {
  const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, kind);
  if (!macKey) throw new Error('the media key has no part for the signature');
  const sealed = aesEncrypWithIV(Buffer.from(bytes), Buffer.from(cipherKey), Buffer.from(iv));
  const mac = createHmac('sha256', macKey).update(iv).update(sealed).digest();
  return Buffer.concat([sealed, mac.subarray(0, 10)]);
}

function sealAnswer(
  { id, directPath }: { id: string; directPath: string },
  mediaKey: Uint8Array,
): BinaryNode {
  const { SUCCESS } = proto.MediaRetryNotification.ResultType;
  const answer = { stanzaId: id, directPath, result: SUCCESS };
  const plain = proto.MediaRetryNotification.encode(answer).finish();
  const info = 'WhatsApp Media Retry Notification';
  const key = Buffer.from(hkdfSync('sha256', mediaKey, '', info, 32));
  const iv = randomBytes(12);
  const sealed = aesEncryptGCM(plain, key, iv, Buffer.from(id));
  return node('encrypt', {}, [node('enc_p', {}, sealed), node('enc_iv', {}, iv)]);
}

function mediaKeyOf(content: proto.IMessage): Uint8Array | undefined {
  const { imageMessage, videoMessage, audioMessage, documentMessage, stickerMessage } = content;
  const media = imageMessage ?? videoMessage ?? audioMessage ?? documentMessage ?? stickerMessage;
  return media?.mediaKey ?? undefined;
}

function keyOf(mediaKey: Uint8Array): string {
  return Buffer.from(mediaKey).toString('hex');
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
