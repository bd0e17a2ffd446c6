import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { Address } from '../domain/messages/message.ts';

/** Seals personal data: pseudonyms by HMAC-SHA-256, contents by AES-256-GCM, a key per citizen. */
export type Seal = ReturnType<typeof createSeal>;

const NONCE = 12;
const TAG = 16;
/** Maximum of cached keys; deriving one takes longer than using it. */
const MAX_KEYS = 500;

/** Creates a seal from a 32-byte master key. */
export function createSeal(masterKey: Uint8Array) {
  if (masterKey.length !== 32) throw new Error('the master key must have 32 bytes');
  const master = createSecretKey(masterKey);
  const derive = (salt: Uint8Array, use: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', master, salt, use, 32)));
  const pepper = derive(new Uint8Array(), 'posko pseudonym');
  const digest = (...parts: string[]) =>
    createHmac('sha256', pepper).update(parts.join('\0')).digest('base64url').slice(0, 27);
  const keys = new Map<string, KeyObject>();
  const keyOf = (salt: Uint8Array) => {
    const name = Buffer.from(salt).toString('base64');
    const known = keys.get(name);
    if (known) return known;
    if (keys.size >= MAX_KEYS) keys.clear();
    const key = derive(salt, 'posko seal');
    keys.set(name, key);
    return key;
  };
  const closeBytes = (salt: Uint8Array, content: Uint8Array) => encrypt(keyOf(salt), content);
  const openBytes = (salt: Uint8Array, sealed: Uint8Array) => decrypt(keyOf(salt), sealed);
  return {
    /** Returns the pseudonym of an address, always the same one. */
    citizenOf: ({ channel, account, chat, sender, isGroup }: Address) =>
      digest('citizen', channel, account, ...(isGroup ? [chat] : []), sender),
    /** Returns a unique key of a message that does not reveal its sender. */
    messageKey: (citizen: string, id: string) => digest('message', citizen, id),
    /** Returns a mark that recognises an erased citizen in one case, for the length of a burst. */
    personKey: (citizen: string, caseId: string) => digest('person', caseId, citizen),
    /** Returns the key of a channel's message name, which may contain a phone number. */
    referenceKey: (reference: string) => digest('reference', reference),
    /** Returns the key of an entry of a channel, whose id may name a citizen. */
    sessionKey: (account: string, type: string, id: string) => digest('session', account, type, id),
    /** Returns the salt for the sessions of an account, which no erasure removes. */
    sessionSalt: (account: string): Uint8Array =>
      createHmac('sha256', pepper).update(`session\0${account}`).digest().subarray(0, 16),
    /** Returns a unique key of a notice to a citizen that does not reveal them. */
    noticeKey: (citizen: string, notice: string) => digest('notice', citizen, notice),
    /** Returns the mark of an audit entry, which requires the master key. */
    auditMark: (hash: string) => digest('audit', hash),
    newSalt: (): Uint8Array => randomBytes(16),
    close: (salt: Uint8Array, value: unknown) =>
      closeBytes(salt, Buffer.from(JSON.stringify(value), 'utf8')),
    /** Opens a sealed value; throws if it was changed or belongs to another salt. */
    open: (salt: Uint8Array, sealed: Uint8Array): unknown =>
      JSON.parse(openBytes(salt, sealed).toString('utf8')),
    /** The same for bytes, such as those of a picture. */
    closeBytes,
    openBytes,
  };
}

// GCM ends in the tag alone: all of the content has come before.
function encrypt(key: KeyObject, content: Uint8Array) {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = cipher.update(content);
  cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: KeyObject, sealed: Uint8Array) {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  const content = decipher.update(bytes.subarray(NONCE + TAG));
  decipher.final(); // throws if anything was changed
  return content;
}
