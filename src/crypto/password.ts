import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { createLimit } from '../ports/concurrency-limit.ts';

/** Work per guess: above OWASP's minimum for Argon2id (m=19456, t=2, p=1). */
const WORK = { memory: 32_768, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const PHC =
  /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;
/** More at once would only cost memory and the threads that read files. */
const AT_ONCE = 2;
/** About a second of work; later attempts would only wait for other people's guesses. */
const MOST_WAITING = 20;

type Work = typeof WORK;

const derive = promisify(argon2);
const limit = createLimit(AT_ONCE);

/** Hashes a password with Argon2id (RFC 9106), as a PHC string. */
export async function hashPassword(password: string, work: Work = WORK): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await digest(password, salt, work, HASH_BYTES);
  return toPhc(work, salt, hash);
}

function toPhc({ memory, passes, parallelism }: Work, salt: Uint8Array, hash: Uint8Array): string {
  const cost = `m=${memory},t=${passes},p=${parallelism}`;
  return `$argon2id$v=19$${cost}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** Whether a password has this hash; without a hash false, after the same work. */
export async function isPassword(hash: string | undefined, password: string): Promise<boolean> {
  const { salt, work, expected } = readPhc(hash ?? NOBODYS);
  const found = await digest(password, salt, work, expected.length);
  return timingSafeEqual(found, expected) && hash !== undefined;
}

/** Like `isPassword`, but returns `busy` at once, for any password, if too many wait. */
export async function isPasswordUnlessBusy(
  hash: string | undefined,
  password: string,
): Promise<boolean | 'busy'> {
  return limit.waiting() >= MOST_WAITING ? 'busy' : isPassword(hash, password);
}

/** Whether a hash was made with less work than today's. */
export function isOutdated(hash: string): boolean {
  const { memory, passes } = readPhc(hash).work;
  return memory < WORK.memory || passes < WORK.passes;
}

const NOBODYS = toPhc(WORK, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));

/** Normalises each letter, so that two keyboards give the same password. */
function digest(password: string, nonce: Uint8Array, work: Work, tagLength: number) {
  const message = Buffer.from(password.normalize('NFKC'));
  return limit(() => derive('argon2id', { message, nonce, tagLength, ...work }));
}

function readPhc(hash: string): { salt: Uint8Array; work: Work; expected: Uint8Array } {
  const [, memory, passes, parallelism, salt = '', expected = ''] = PHC.exec(hash) ?? [];
  if (expected === '') throw new Error('a password hash is not as Posko writes them');
  return {
    work: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    expected: Buffer.from(expected, 'base64'),
  };
}

function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('base64')
    .replace(/={1,2}$/, '');
}
