import { z } from 'zod';
import { enteredIdentitySchema, type Reviewer } from '../domain/accounts/reviewer.ts';
import { interestOf, newProfile, profileSchema } from '../domain/citizens/profile.ts';
import { type Evidence, evidenceSchema } from '../domain/messages/evidence.ts';
import {
  type Address,
  addressSchema,
  inboxItemSchema,
  type Message,
} from '../domain/messages/message.ts';
import { conversationSchema, idle } from '../engine/conversation.ts';
import type { Received } from '../ports/turn-state.ts';
import type { Seal } from './seal.ts';

const secretsSchema = z.object({
  id: z.string(),
  password: z.string(),
  totp: z.object({ secret: z.string(), lastStep: z.number() }).optional(),
  newTotp: z.string().optional(),
  recovery: z.array(z.string()),
  identity: enteredIdentitySchema.optional(),
});

/** Seals a reviewer's password hash, authenticator, recovery codes and identity elsewhere. */
export function sealSecrets(seal: Seal, reviewer: Reviewer) {
  const { id, password, totp, newTotp, recovery, identity } = reviewer;
  const salt = seal.newSalt();
  return { salt, secret: seal.close(salt, { id, password, totp, newTotp, recovery, identity }) };
}

/** Opens them; throws if they were sealed for another reviewer. */
export function openSecrets(seal: Seal, id: string, salt: Uint8Array, secret: Uint8Array) {
  const { id: owner, ...secrets } = secretsSchema.parse(seal.open(salt, secret));
  if (owner !== id) throw new Error(`reviewer ${id} holds the secrets of another one`);
  return secrets;
}

export function openInboxItem(
  seal: Seal,
  salt: Uint8Array,
  { key, content, arrivedAt }: { key: string; content: Uint8Array; arrivedAt: number },
): Received {
  const read = inboxItemSchema.safeParse(seal.open(salt, content));
  return { key, letter: read.success ? read.data : unknownMessage(key, arrivedAt), arrivedAt };
}

/** Replaces an item of a version that is no longer supported: the bot says so to its citizen. */
function unknownMessage(id: string, sentAt: number): Message {
  const empty = { text: '', forwarded: false, forwardingScore: 0 };
  return { type: 'message', id, kind: 'unknown', sentAt, ...empty };
}

/** Seals an entry of a channel together with its id, so that it can move to a new key. */
export function closeSession(
  seal: Seal,
  account: string,
  { id, value }: { id: string; value: string },
): Uint8Array {
  if (typeof value !== 'string') throw new Error('an entry of a session has no value');
  return seal.close(seal.sessionSalt(account), { id, value });
}

/** Opens an entry of a channel. */
export function openSession(seal: Seal, account: string, sealed: Uint8Array) {
  const opened = seal.open(seal.sessionSalt(account), sealed);
  if (typeof opened === 'string') throw new Error('an entry of a session is older than 0.1.0');
  const { id, value } = opened as { id: string; value: string }; // nobody else seals under this salt
  return { id, value };
}

/** Kinds of documents that hold phone numbers or e-mail addresses of people. */
const sealedKinds: ReadonlySet<string> = new Set(['organisation', 'duty-person']);
const sealedSchema = z.strictObject({ salt: z.base64(), sealed: z.base64() });

/** Writes a document as JSON, sealed under a salt of its own where its kind is about how to reach people. */
export function closeDocument(seal: Seal, kind: string, value: unknown): string {
  if (!sealedKinds.has(kind)) return JSON.stringify(value);
  const salt = seal.newSalt();
  const toText = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return JSON.stringify({ salt: toText(salt), sealed: toText(seal.close(salt, value)) });
}

/** Reads it; one of an earlier version is not sealed until it is written again. */
export function openDocument(seal: Seal, kind: string, doc: string): unknown {
  const value: unknown = JSON.parse(doc);
  const { data } = sealedSchema.safeParse(value);
  if (!sealedKinds.has(kind) || !data) return value;
  return seal.open(Buffer.from(data.salt, 'base64'), Buffer.from(data.sealed, 'base64'));
}

/** Seals the evidence of a file, like the file itself. */
export function closeEvidence(seal: Seal, sha256: string, evidence: Evidence): Uint8Array {
  return seal.close(Buffer.from(sha256, 'hex'), evidence);
}

/** Undefined if there is none, or one of an old version: the file is read again. */
export function openEvidence(seal: Seal, sha256: string, sealed: unknown): Evidence | undefined {
  const bytes = toBytes(sealed);
  if (!bytes) return undefined;
  return evidenceSchema.safeParse(seal.open(Buffer.from(sha256, 'hex'), bytes)).data;
}

/** Converts a driver's byte type to ours. */
function toBytes(sealed: unknown): Uint8Array | undefined {
  if (sealed instanceof Uint8Array) return sealed;
  const isBinary = typeof sealed === 'object' && sealed !== null && 'buffer' in sealed;
  return isBinary && sealed.buffer instanceof Uint8Array ? sealed.buffer : undefined;
}

const stateSchema = z.object({ profile: profileSchema, conversation: conversationSchema });
export type CitizenState = z.infer<typeof stateSchema>;

/** Sealed parts of a citizen, and when they last wrote. */
export interface SealedCitizen {
  salt: Uint8Array;
  address: Uint8Array;
  state: Uint8Array;
  lastAt: number;
}

/** Returns the pseudonyms of an address: of the permanent id, and of the phone number if given. */
export function namesOf(seal: Seal, { phone, ...rest }: Address) {
  const own = seal.citizenOf(rest);
  if (phone === undefined) return { own, phone, all: [own] };
  const byNumber = seal.citizenOf({ ...rest, sender: phone });
  return { own, phone: byNumber, all: [own, byNumber] };
}

export function addressOf(seal: Seal, citizen: Pick<SealedCitizen, 'salt' | 'address'>): Address {
  return addressSchema.parse(seal.open(citizen.salt, citizen.address));
}

/** Opens a citizen's state; an unreadable one starts again from empty. */
export function openState(
  seal: Seal,
  { salt, state, lastAt }: Omit<SealedCitizen, 'address'>,
): CitizenState {
  const opened = stateSchema.safeParse(seal.open(salt, state));
  if (opened.success) return opened.data;
  return { profile: newProfile('id', lastAt), conversation: { ...idle, frames: [] } };
}

/** Returns the interest of a restored subscriber; null without one, or if it is unreadable. */
export function interestIn(state: unknown): string | null {
  const read = stateSchema.pick({ profile: true }).safeParse(state);
  return read.success ? interestOf(read.data.profile) : null;
}
