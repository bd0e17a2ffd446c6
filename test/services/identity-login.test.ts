import { expect, test } from 'vitest';
import { systemActor } from '../../src/domain/accounts/reviewer.ts';
import type { Identity } from '../../src/ports/identity-provider.ts';
import { logInByIdentity, signInSecrets } from '../../src/services/accounts/login.ts';
import {
  disableReviewer,
  enterIdentity,
  resetReviewer,
} from '../../src/services/accounts/reviewers.ts';
import { openTestGate } from '../support/gate.ts';

const SITI: Identity = {
  issuer: 'https://masuk.bawaslu.example',
  subject: 'siti-7',
  email: 'Siti@bawaslu.example',
  hasSecondFactor: true,
};

/** A gate with an account that an admin has entered an identity for; the provider says what the test says. */
async function openDoor(entered = 'siti@bawaslu.example') {
  const world = openTestGate();
  const { gate } = world;
  const { id } = await world.add('Siti', 'partner');
  await enterIdentity(gate, systemActor, { id, entered });
  const come = async (changes: Partial<Identity> = {}) => {
    const known = { type: 'known', identity: { ...SITI, ...changes } } as const;
    const identify = async () => known;
    const none = { name: 'uji', signInAddress: undefined, signOutAddress: undefined };
    gate.identity = { ...none, identify } as unknown as NonNullable<typeof gate.identity>;
    const kept = gate.secrets.newToken();
    const query = new URLSearchParams({ state: signInSecrets(gate, kept).state }).toString();
    return (await logInByIdentity(gate, { query, kept, replaces: undefined })).type;
  };
  return { gate, id, come };
}

test('an account belongs to the subject that came in first, at the issuer that it came from', async () => {
  const { come } = await openDoor();
  expect(await come({ email: undefined })).toBe('stranger');
  expect(await come()).toBe('in');
  expect(await come({ email: 'other@bawaslu.example' })).toBe('in');
  expect(await come({ issuer: 'https://masuk.lain.example', email: undefined })).toBe('stranger');
  expect(await come({ subject: 'siti-8' })).toBe('stranger');
});

test('an account that waits for a subject is opened by no address', async () => {
  const { come } = await openDoor('siti-7');
  expect(await come({ subject: 'x', email: 'siti-7' })).toBe('stranger');
  expect(await come()).toBe('in');
});

test('nobody comes in to an account that was disabled, or whose identity ended with a reset', async () => {
  const { gate, id, come } = await openDoor();
  expect(await come()).toBe('in');
  await resetReviewer(gate, systemActor, id);
  expect(await come()).toBe('stranger');
  await enterIdentity(gate, systemActor, { id, entered: 'siti@bawaslu.example' });
  await disableReviewer(gate, systemActor, id);
  expect(await come()).toBe('disabled');
});
