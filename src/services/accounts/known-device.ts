import { DAY } from '../../domain/time/jakarta-day.ts';
import type { AccountDeps } from './account-deps.ts';

/** For how many days a browser is known after the last login in it. */
export const DEVICE_DAYS = 90;
const FORMAT = /^(\d{1,15})\.([\w-]{20,100})\.([\w-]{20,100})$/;

/** A browser's sign of an earlier login, with tries of its own, so that strangers' guesses do not make the reviewer wait. */
export function newDevice({ secrets, clock }: AccountDeps, reviewer: string): string {
  const given = `${clock.now()}.${secrets.newToken()}`;
  return `${given}.${signatureOf({ secrets }, reviewer, given)}`;
}

/** The device that a browser is, where it was given for this very reviewer and is not too old. */
export function findDevice(
  { secrets, clock }: AccountDeps,
  reviewer: string | undefined,
  kept: string | undefined,
): string | undefined {
  const [, at = '', token = '', signature = ''] = FORMAT.exec(kept ?? '') ?? [];
  if (reviewer === undefined || signature === '') return undefined;
  if (Number(at) + DEVICE_DAYS * DAY <= clock.now()) return undefined;
  const right = signatureOf({ secrets }, reviewer, `${at}.${token}`);
  // Digests of both sides are compared, so that the time tells nothing of the right one.
  return secrets.digest('compare', right) === secrets.digest('compare', signature)
    ? token
    : undefined;
}

function signatureOf({ secrets }: Pick<AccountDeps, 'secrets'>, reviewer: string, given: string) {
  return secrets.digest('device', `${reviewer} ${given}`);
}
