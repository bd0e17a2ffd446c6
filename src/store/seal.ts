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
export interface Seal {
  /** Returns the pseudonym of an address, always the same one. */
  citizenOf(address: Address): string;
  /** Returns a unique key of a message that does not reveal its sender. */
  messageKey(citizen: string, messageId: string): string;
  /** Returns a unique key of a notice to a citizen that does not reveal them. */
  noticeKey(citizen: string, notice: string): string;
  /** Returns a mark that recognises an erased citizen in one case, for the length of a burst. */
  personKey(citizen: string, caseId: string): string;
  /** Returns the key of a channel's message name, which may contain a phone number. */
  referenceKey(reference: string): string;
  /** Returns the key of an entry of a channel, whose id may name a citizen. */
  sessionKey(account: string, type: string, id: string): string;
  /** Returns the salt for the sessions of an account, which no erasure removes. */
  sessionSalt(account: string): Uint8Array;
  /** Returns the mark of an audit entry, which requires the master key. */
  auditMark(hash: string): string;
  newSalt(): Uint8Array;
  close(salt: Uint8Array, value: unknown): Uint8Array;
  /** Opens a sealed value; throws if it was changed or belongs to another salt. */
  open(salt: Uint8Array, sealed: Uint8Array): unknown;
  /** The same for bytes, such as those of a picture. */
  closeBytes(salt: Uint8Array, content: Uint8Array): Uint8Array;
  openBytes(salt: Uint8Array, sealed: Uint8Array): Uint8Array;
}

const NONCE = 12;
const TAG = 16;
/** Maximum of cached keys; deriving one takes longer than using it. */
const MAX_KEYS = 500;

/** Creates a seal from a 32-byte master key. */
export function createSeal(masterKey: Uint8Array): Seal {
  if (masterKey.length !== 32) throw new Error('the master key must have 32 bytes');
  const derive = (salt: Uint8Array, use: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, salt, use, 32)));
  const pepper = derive(new Uint8Array(), 'posko pseudonym');
  const digest = (...parts: string[]) => digestOf(pepper, parts);
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
  const closeBytes = (salt: Uint8Array, content: Uint8Array) => {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', keyOf(salt), nonce);
    const body = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  };
  const openBytes = (salt: Uint8Array, sealed: Uint8Array) => {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv('aes-256-gcm', keyOf(salt), bytes.subarray(0, NONCE));
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
  };
  return {
    citizenOf: ({ channel, account, chat, sender, isGroup }) =>
      digest('citizen', channel, account, ...(isGroup ? [chat] : []), sender),
    messageKey: (citizen, id) => digest('message', citizen, id),
    personKey: (citizen, caseId) => digest('person', caseId, citizen),
    referenceKey: (reference) => digest('reference', reference),
    sessionKey: (account, type, id) => digest('session', account, type, id),
    sessionSalt: (account) =>
      createHmac('sha256', pepper).update(`session\0${account}`).digest().subarray(0, 16),
    noticeKey: (citizen, notice) => digest('notice', citizen, notice),
    auditMark: (hash) => digest('audit', hash),
    newSalt: () => randomBytes(16),
    close: (salt, value) => closeBytes(salt, Buffer.from(JSON.stringify(value), 'utf8')),
    open: (salt, sealed) => JSON.parse(Buffer.from(openBytes(salt, sealed)).toString('utf8')),
    closeBytes,
    openBytes,
  };
}

function digestOf(pepper: KeyObject, parts: readonly string[]): string {
  return createHmac('sha256', pepper).update(parts.join('\0')).digest('base64url').slice(0, 27);
}
