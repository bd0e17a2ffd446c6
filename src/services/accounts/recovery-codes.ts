import { createHash } from 'node:crypto';
import type { Secrets } from '../../ports/secrets.ts';

const COUNT = 10;
const GROUP = 4;

/** Fresh recovery codes: as they are shown once, and the digests that are kept. */
export function makeRecoveryCodes(secrets: Secrets, reviewer: string) {
  const codes = Array.from({ length: COUNT }, () => secrets.newRecoveryCode());
  return { shown: codes.map(inGroups), kept: codes.map((code) => recoveryDigest(reviewer, code)) };
}

/** What is kept of a recovery code, however it was typed, under seal; it holds under another master key too. */
export function recoveryDigest(reviewer: string, typed: string): string {
  const code = typed.toLowerCase().replace(/[^a-z2-7]/g, '');
  return createHash('sha256').update(`${reviewer} ${code}`).digest('base64url');
}

function inGroups(code: string): string {
  return code.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? code;
}
