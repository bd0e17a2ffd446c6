import { z } from 'zod';
import { interestOf, newProfile, profileSchema } from '../domain/citizens/profile.ts';
import { type Address, addressSchema } from '../domain/messages/message.ts';
import { conversationSchema, idle } from '../engine/conversation.ts';
import type { Seal } from './seal.ts';

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

/** Returns where a citizen can be answered. */
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
