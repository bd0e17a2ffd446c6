import type { Seal } from './seal.ts';

/** Seals an entry of a channel together with its id, if that is known, so that it can move to a new key. */
export function closeSession(
  seal: Seal,
  account: string,
  { id, value }: { id?: string | undefined; value: string },
): Uint8Array {
  if (typeof value !== 'string') throw new Error('an entry of a session has no value');
  return seal.close(seal.sessionSalt(account), id === undefined ? value : { id, value });
}

/** Opens an entry of a channel; entries of the first versions hold only the value. */
export function openSession(seal: Seal, account: string, sealed: Uint8Array) {
  const opened = seal.open(seal.sessionSalt(account), sealed);
  if (typeof opened === 'string') return { id: undefined, value: opened };
  const { id, value } = opened as { id: string; value: string }; // nobody else seals under this salt
  return { id, value };
}
