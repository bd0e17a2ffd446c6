import { z } from 'zod';
import { type Role, roles } from './permissions.ts';

export const roleSchema = z.enum(roles);

export const enteredIdentitySchema = z.object({
  entered: z.string(),
  linked: z.object({ issuer: z.string(), subject: z.string() }).optional(),
});

/** Somebody with an account at the desk; `epoch` counts up whenever all their logins are over. */
export interface Reviewer {
  id: string;
  name: string;
  role: Role;
  /** PHC string, which contains its parameters; `UNACCEPTED` until the owner has chosen one. */
  password: string;
  /** The secret of their authenticator, and the step of the last code, which no later code may repeat. */
  totp?: { secret: string; lastStep: number } | undefined;
  /** The secret of an authenticator that has not shown a code yet. */
  newTotp?: string | undefined;
  /** Digests of the recovery codes that are left. */
  recovery: readonly string[];
  /** Who signs in to it at the identity provider: as an admin entered them, and once they have come, their subject there. */
  identity?: z.infer<typeof enteredIdentitySchema> | undefined;
  isDisabled: boolean;
  epoch: number;
  createdAt: number;
  lastLoginAt?: number | undefined;
  revision: number;
}

/** In the place of the password of an account that an admin made or reset, until its owner accepts it. */
export const UNACCEPTED = '';

/** Whether nobody has accepted the account yet, by a password of their own or at the identity provider. */
export function isInvited({ password, identity }: Reviewer): boolean {
  return password === UNACCEPTED && identity?.linked === undefined;
}

/** Whether somebody can come in by an account, and so be counted on. */
export function isUsable(reviewer: Reviewer): boolean {
  return !reviewer.isDisabled && !isInvited(reviewer);
}

export type ReviewerView = ReturnType<typeof viewReviewer>;

/** A reviewer without anything secret. */
export function viewReviewer(reviewer: Reviewer) {
  const { id, name, role, isDisabled, createdAt, lastLoginAt, totp, recovery } = reviewer;
  const { entered, linked } = reviewer.identity ?? {};
  const isLinked = linked !== undefined;
  const view = { id, name, role, isDisabled, createdAt, hasTotp: totp !== undefined };
  const standing = { isInvited: isInvited(reviewer), entered, isLinked };
  return { ...view, ...standing, recoveryCodesLeft: recovery.length, lastLoginAt };
}

/** Actor at the desk: a reviewer, or the system at the command line. */
export interface Actor {
  name: string;
  role: Role;
}

/** Anyone with a shell on the tipline's machine. */
export const systemActor: Actor = { name: 'posko', role: 'admin' };

/** A login: what is still to be given before it counts, and when it was last used. */
export const loginSchema = z.object({
  /** The digest of its token. */
  key: z.string(),
  reviewer: z.string(),
  epoch: z.number(),
  needs: z.enum(['nothing', 'code', 'totp']),
  startedAt: z.number(),
  seenAt: z.number(),
});
export type Login = z.infer<typeof loginSchema>;

/** How often something was tried in vain, and when last. */
export interface Tries {
  count: number;
  at: number;
}
