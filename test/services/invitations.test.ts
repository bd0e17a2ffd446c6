import { expect, test } from 'vitest';
import { systemActor } from '../../src/domain/accounts/reviewer.ts';
import {
  acceptInvitation,
  addReviewer,
  changeRole,
  disableReviewer,
  enableReviewer,
  enterIdentity,
  findInvited,
  resetReviewer,
} from '../../src/services/accounts/reviewers.ts';
import { hasSecond } from '../../src/services/fact-checks/has-second-reviewer.ts';
import { enter, knock, openTestGate, PASSWORD } from '../support/gate.ts';

const TWO_DAYS = 48 * 3_600_000;

/** A gate with an invited editor, and what follows their link. */
async function invite() {
  const world = openTestGate();
  const added = await addReviewer(world.gate, systemActor, { name: 'Sari', role: 'editor' });
  if (added.type !== 'added') throw new Error(added.type);
  const accept = (token = added.invitation, password = PASSWORD) =>
    acceptInvitation(world.gate, { token, password });
  return { ...world, id: added.reviewer.id, token: added.invitation, accept };
}

test('who follows the link chooses the password, once', async () => {
  const { gate, accept, whats } = await invite();
  expect((await knock(gate, 'Sari', '')).type).toBe('refused');
  expect(await accept()).toMatchObject({ type: 'done' });
  expect(await accept()).toEqual({ type: 'over' });
  expect(await knock(gate, 'Sari')).toMatchObject({ type: 'half', needs: 'totp' });
  expect(await whats()).toEqual(expect.arrayContaining(['reviewer-added', 'invitation-accepted']));
});

test('who follows the link can have an authenticator at once, with ten codes for when it is lost', async () => {
  const { gate, token, codeOf } = await invite();
  const done = await acceptInvitation(gate, { token, password: PASSWORD, withTotp: true });
  if (done.type !== 'done') throw new Error(done.type);
  const { totp, recoveryCodes } = done;
  expect(totp?.address).toContain(totp?.secret);
  expect(totp?.address).toContain('Posko%20Uji');
  expect(new Set(recoveryCodes).size).toBe(10);
  await expect(enter(gate, 'Sari', codeOf(totp?.secret ?? ''))).resolves.toEqual(
    expect.any(String),
  );
  await expect(enter(gate, 'Sari', recoveryCodes[9])).resolves.toEqual(expect.any(String));
});

test('a bad password does not use up the link', async () => {
  const { accept, token } = await invite();
  expect(await accept(token, 'pendek')).toEqual({ type: 'bad-password', why: 'short' });
  expect(await accept()).toMatchObject({ type: 'done' });
});

test('a link is good for 48 hours', async () => {
  const { accept, pass } = await invite();
  pass(TWO_DAYS);
  expect(await accept()).toEqual({ type: 'over' });
});

test('a link followed twice at once gives one password', async () => {
  const { accept, token } = await invite();
  const both = await Promise.all([accept(), accept(token, 'empat gelas es cendol')]);
  expect(both.map(({ type }) => type).toSorted()).toEqual(['done', 'over']);
});

test('a reset makes a new link, and ends the one before', async () => {
  const { gate, id, accept } = await invite();
  const reset = await resetReviewer(gate, systemActor, id);
  if (reset.type !== 'reset') throw new Error(reset.type);
  expect(await accept()).toEqual({ type: 'over' });
  expect(await accept(reset.invitation)).toMatchObject({ type: 'done' });
});

test('the link of an account that is disabled leads nowhere, and nobody gets another', async () => {
  const { gate, id, accept, token } = await invite();
  await disableReviewer(gate, systemActor, id);
  expect(await findInvited(gate, token)).toBeUndefined();
  expect(await accept()).toEqual({ type: 'over' });
  expect(await resetReviewer(gate, systemActor, id)).toEqual({ type: 'disabled' });
  await enableReviewer(gate, systemActor, id);
  expect(await accept()).toEqual({ type: 'over' });
  const reset = await resetReviewer(gate, systemActor, id);
  expect(await accept('invitation' in reset ? reset.invitation : '')).toMatchObject({
    type: 'done',
  });
});

test('each of several people follows their own link', async () => {
  const { gate, accept } = await invite();
  const other = await addReviewer(gate, systemActor, { name: 'Budi', role: 'viewer' });
  if (other.type !== 'added') throw new Error(other.type);
  expect((await accept()).type).toBe('done');
  expect((await accept(other.invitation)).type).toBe('done');
});

test('to enter an account elsewhere leaves the link as it is', async () => {
  const { gate, id, accept } = await invite();
  await enterIdentity(gate, systemActor, { id, entered: 'sari@kpu.example' });
  expect((await accept()).type).toBe('done');
});

test('the role that somebody has already ends neither their link nor a login', async () => {
  const { gate, id, accept } = await invite();
  await changeRole(gate, systemActor, { id, role: 'editor' });
  expect(await accept()).toMatchObject({ type: 'done' });
});

test('another role ends a link that was made for the role before', async () => {
  const { gate, id, accept } = await invite();
  await changeRole(gate, systemActor, { id, role: 'admin' });
  expect(await accept()).toEqual({ type: 'over' });
});

test('a link for one account opens no other', async () => {
  const { gate, token, accept } = await invite();
  const other = await addReviewer(gate, systemActor, { name: 'Edi', role: 'editor' });
  if (other.type !== 'added') throw new Error(other.type);
  const secret = token.split('.')[1];
  expect(await accept(`${other.reviewer.id}.${secret}`)).toEqual({ type: 'over' });
  expect(await accept('nobody.x')).toEqual({ type: 'over' });
});

test('an account is nobody’s second person before its owner has accepted it', async () => {
  const { gate, accept } = await invite();
  expect(await hasSecond(gate.store, 'Ayu')).toBe(false);
  await accept();
  expect(await hasSecond(gate.store, 'Ayu')).toBe(true);
});
