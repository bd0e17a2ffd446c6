/** Secrets: made, digested and compared, without giving away by time what they are. */
export interface Secrets {
  hashPassword(password: string): Promise<string>;
  /** Takes as long where there is no hash. */
  isPassword(hash: string | undefined, password: string): Promise<boolean>;
  /** As `isPassword`, but `busy` where too many others are waiting to be checked. */
  isPasswordUnlessBusy(hash: string | undefined, password: string): Promise<boolean | 'busy'>;
  /** Whether a hash was made with less work than one is made with now. */
  isOutdated(hash: string): boolean;
  newId(): string;
  newToken(): string;
  /** Something short to be written down by hand. */
  newRecoveryCode(): string;
  /** What stands for a secret in the store; each use has digests of its own. */
  digest(use: string, secret: string): string;
  newTotpSecret(): string;
  /** The step of a code that is right now, or was a step ago or will be; later than the last one. */
  totpStep(secret: string, code: string, at: { now: number; after: number }): number | undefined;
}
