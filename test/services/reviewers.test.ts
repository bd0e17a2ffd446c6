import { expect, test } from 'vitest';
import { systemActor, viewReviewer } from '../../src/domain/accounts/reviewer.ts';
import { audit } from '../../src/services/accounts/audit.ts';
import { logIn } from '../../src/services/accounts/login.ts';
import { whoIs } from '../../src/services/accounts/login-sessions.ts';
import {
  acceptInvitation,
  addReviewer,
  changeRole,
  disableReviewer,
  enableReviewer,
  resetReviewer,
} from '../../src/services/accounts/reviewers.ts';
import { makeSetupToken, setUpDesk } from '../../src/services/accounts/set-up.ts';
import { enter, knock, openTestGate, PASSWORD } from '../support/gate.ts';

const FRESH = 'empat gelas es cendol';
const HALF_HOUR = 30 * 60_000;

test.each(['viewer', 'reviewer', 'editor'] as const)(
  'a %s manages nobody, not even by id',
  async (role) => {
    const { gate, add, whats } = openTestGate();
    const admin = await add('Admin Satu', 'admin');
    const own = await add('Rina', role);
    const by = { name: 'Rina', role };
    const newcomer = { name: 'Budi', role: 'viewer' } as const;
    const refused: { type: string }[] = [await addReviewer(gate, by, newcomer)];
    for (const id of [admin.id, own.id, 'nobody']) {
      refused.push(
        await changeRole(gate, by, { id, role: 'admin' }),
        await disableReviewer(gate, by, id),
        await enableReviewer(gate, by, id),
        await resetReviewer(gate, by, id),
      );
    }
    expect(refused).toEqual(refused.map(() => ({ type: 'forbidden' })));
    expect((await gate.store.reviewers.list()).map((each) => each.role)).toEqual(['admin', role]);
    expect((await whats()).filter((what) => what === 'denied')).toHaveLength(refused.length);
  },
);

test('an admin manages others, and each act is written down', async () => {
  const { gate, add } = openTestGate();
  await add('Admin Satu', 'admin');
  const { id } = await add('Rina', 'viewer');
  const by = { name: 'Admin Satu', role: 'admin' } as const;
  expect(await changeRole(gate, by, { id, role: 'editor' })).toMatchObject({
    type: 'done',
    reviewer: { name: 'Rina', role: 'editor' },
  });
  await changeRole(gate, by, { id, role: 'editor' });
  await disableReviewer(gate, by, id);
  await enableReviewer(gate, by, id);
  expect(await changeRole(gate, by, { id: 'nobody', role: 'editor' })).toEqual({ type: 'unknown' });
  const entries = (await gate.store.audit.list(3)).reverse();
  expect(entries).toMatchObject([
    { by: 'Admin Satu', what: 'role-changed', of: 'Rina', details: { role: 'editor' } },
    { by: 'Admin Satu', what: 'reviewer-disabled', of: 'Rina' },
    { by: 'Admin Satu', what: 'reviewer-enabled', of: 'Rina' },
  ]);
});

test('the desk keeps an admin', async () => {
  const { gate, add } = openTestGate();
  const { id } = await add('Admin Satu', 'admin');
  expect(await disableReviewer(gate, systemActor, id)).toEqual({ type: 'last-admin' });
  expect(await changeRole(gate, systemActor, { id, role: 'editor' })).toEqual({
    type: 'last-admin',
  });
  await add('Admin Dua', 'admin');
  expect((await disableReviewer(gate, systemActor, id)).type).toBe('done');
});

test('a bad name and a name that is taken are told apart', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'viewer');
  const newcomer = { name: 'Budi', role: 'viewer' } as const;
  const added = (changes: object) => addReviewer(gate, systemActor, { ...newcomer, ...changes });
  expect(await added({ name: 'RINA' })).toEqual({ type: 'taken' });
  expect(await added({ name: 'posko' })).toEqual({ type: 'bad-name', why: 'reserved' });
});

test('a reset ends the old password, authenticator, recovery codes and logins', async () => {
  const { gate, add, codeOf } = openTestGate();
  const { id, secret } = await add('Rina', 'editor', true);
  const token = await enter(gate, 'Rina', codeOf(secret));
  const done = await resetReviewer(gate, systemActor, id);
  if (done.type !== 'reset') throw new Error(done.type);
  expect((await whoIs(gate, token)).type).toBe('nobody');
  expect((await knock(gate, 'Rina')).type).toBe('refused');
  const own = { token: done.invitation, password: FRESH };
  expect(await acceptInvitation(gate, own)).toEqual({ type: 'done', recoveryCodes: [] });
  expect(await knock(gate, 'Rina', FRESH)).toMatchObject({ type: 'half', needs: 'totp' });
  expect(await gate.store.reviewers.get(id)).toMatchObject({ recovery: [] });
});

test('a reset lets in a reviewer at whom somebody else has guessed', async () => {
  const { gate, add } = openTestGate();
  const { id } = await add('Rina', 'reviewer');
  const guess = { name: 'Rina', password: 'salah-terus-menerus', address: '203.0.113.9' };
  while ((await logIn(gate, guess)).type !== 'wait');
  const reset = await resetReviewer(gate, systemActor, id);
  if (reset.type !== 'reset') throw new Error(reset.type);
  await acceptInvitation(gate, { token: reset.invitation, password: FRESH });
  const known = { name: 'Rina', password: FRESH, address: '198.51.100.7' };
  expect((await logIn(gate, known)).type).toBe('in');
});

test('nothing secret is shown of a reviewer', async () => {
  const { gate, add } = openTestGate();
  const { secret } = await add('Rina', 'editor', true);
  const [account] = await gate.store.reviewers.list();
  const shown = JSON.stringify(account && viewReviewer(account));
  expect(shown).toContain('"hasTotp":true');
  for (const hidden of [secret, 'argon2', account?.recovery[0] ?? '', 'epoch']) {
    expect(shown).not.toContain(hidden);
  }
});

test('the set-up link makes one admin, who has to set up an authenticator', async () => {
  const { gate, whats } = openTestGate();
  const token = (await makeSetupToken(gate)) ?? '';
  const other = (await makeSetupToken(gate)) ?? '';
  const first = { token, name: 'Rina', password: PASSWORD };
  expect(await setUpDesk(gate, { ...first, name: 'posko' })).toMatchObject({ type: 'bad-name' });
  expect(await setUpDesk(gate, { ...first, password: 'x' })).toMatchObject({
    type: 'bad-password',
  });
  expect(await setUpDesk(gate, { ...first, token: 'guessed' })).toEqual({ type: 'over' });
  expect(await setUpDesk(gate, first)).toMatchObject({ type: 'done', reviewer: { role: 'admin' } });
  for (const again of [token, other]) {
    expect(await setUpDesk(gate, { ...first, token: again, name: 'Budi' })).toEqual({
      type: 'over',
    });
  }
  expect(await makeSetupToken(gate)).toBeUndefined();
  expect(await knock(gate, 'Rina')).toMatchObject({ type: 'half', needs: 'totp' });
  expect(await whats()).toEqual(['reviewer-added', 'desk-set-up']);
});

test('a set-up link is over after half an hour, or when somebody else made an account', async () => {
  const { gate, add, pass } = openTestGate();
  const first = { name: 'Rina', password: PASSWORD };
  const late = (await makeSetupToken(gate)) ?? '';
  pass(HALF_HOUR);
  expect(await setUpDesk(gate, { ...first, token: late })).toEqual({ type: 'over' });
  const token = (await makeSetupToken(gate)) ?? '';
  pass(HALF_HOUR - 1);
  await add('Budi', 'viewer');
  expect(await setUpDesk(gate, { ...first, token })).toEqual({ type: 'over' });
});

test('a set-up link that is used twice at once makes one admin', async () => {
  const { gate } = openTestGate();
  const token = (await makeSetupToken(gate)) ?? '';
  const names = ['Rina', 'Budi', 'Sari'];
  const done = await Promise.all(
    names.map((name) => setUpDesk(gate, { token, name, password: PASSWORD })),
  );
  expect(done.filter(({ type }) => type === 'done')).toHaveLength(1);
  expect(await gate.store.reviewers.list()).toHaveLength(1);
});

test('the log takes small details, and refuses a text', async () => {
  const { gate } = openTestGate();
  const event = { by: 'Rina', what: 'exported', of: 'K7Q2' } as const;
  expect(await audit(gate, { ...event, details: { rows: 3 } })).toMatchObject({ seq: 1, ...event });
  const text = 'x'.repeat(1001);
  expect(() => audit(gate, { ...event, details: { text } })).toThrow('too long for the audit log');
});
