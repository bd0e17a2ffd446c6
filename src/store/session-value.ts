import type { Seal } from './seal.ts';

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
  const { id, value } = opened as { id: string; value: string }; // nobody else seals under this salt
  return { id, value };
}
