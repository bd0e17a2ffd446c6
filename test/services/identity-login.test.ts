import { expect, test } from 'vitest';
import type { Role } from '../../src/domain/accounts/permissions.ts';
import { type Actor, systemActor } from '../../src/domain/accounts/reviewer.ts';
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
async function openDoor(entered = 'siti@bawaslu.example', role: Role = 'partner') {
  const world = openTestGate();
  const { gate } = world;
  const { id } = await world.add('Siti', role);
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
  return { ...world, id, come };
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

test('who is entered at one account is taken for all others, however it is written, until it is free', async () => {
  const { gate, id, add } = await openDoor();
  const other = (await add('Budi', 'partner')).id;
  const enter = async (to: string, entered: string, by: Actor = systemActor) =>
    (await enterIdentity(gate, by, { id: to, entered })).type;
  expect(await enter(other, ' SITI@Bawaslu.example ')).toBe('taken');
  expect(await enter(other, 'siti@bawaslu.example', { name: 'Rina', role: 'editor' })).toBe(
    'forbidden',
  );
  expect(await enter(id, 'siti@bawaslu.example')).toBe('done');
  expect(await enter(other, ' Siti-7 ')).toBe('done');
  expect(await enter(id, 'siti-7')).toBe('done'); // subjects are told apart by their letters
  expect(await enter(id, 'Siti-7')).toBe('taken');
  expect(await enter(other, ' ')).toBe('done');
  expect(await enter(id, 'Siti-7')).toBe('done');
  expect((await gate.store.reviewers.get(other))?.identity).toBeUndefined();
});

test('to enter the same again ends no login, and another one ends the link and every login', async () => {
  const { gate, id, come } = await openDoor();
  expect(await come()).toBe('in');
  const epoch = async () => (await gate.store.reviewers.get(id))?.epoch;
  const before = await epoch();
  await enterIdentity(gate, systemActor, { id, entered: 'Siti@bawaslu.example' });
  expect(await epoch()).toBe(before);
  expect(await come({ email: undefined })).toBe('in');
  await enterIdentity(gate, systemActor, { id, entered: 'budi@bawaslu.example' });
  expect(await epoch()).not.toBe(before);
  expect(await come({ email: undefined })).toBe('stranger');
});

test('where no identity provider is set up, nobody comes in by one', async () => {
  const { gate } = await openDoor();
  const kept = gate.secrets.newToken();
  const query = new URLSearchParams({ state: signInSecrets(gate, kept).state }).toString();
  const come = () => logInByIdentity(gate, { query, kept, replaces: undefined });
  expect(await come()).toEqual({ type: 'refused' });
});

test('who has shown a second factor elsewhere is asked for none here, and anybody else is', async () => {
  const { come } = await openDoor('siti@bawaslu.example', 'editor');
  expect(await come({ hasSecondFactor: false })).toBe('half');
  expect(await come({ hasSecondFactor: true })).toBe('in');
});
