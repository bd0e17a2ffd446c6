import { TOTP } from 'otpauth';
import { onTestFinished } from 'vitest';
import { createSecrets } from '../../src/crypto/create-secrets.ts';
import { hashPassword, isPassword, isPasswordUnlessBusy } from '../../src/crypto/password.ts';
import { auditEventAt } from '../../src/domain/accounts/audit-event.ts';
import type { Role } from '../../src/domain/accounts/permissions.ts';
import { type Reviewer, systemActor } from '../../src/domain/accounts/reviewer.ts';
import type { Secrets } from '../../src/ports/secrets.ts';
import type { Store } from '../../src/ports/store.ts';
import type { AccountDeps } from '../../src/services/accounts/account-deps.ts';
import { giveCode, logIn } from '../../src/services/accounts/login.ts';
import { makeRecoveryCodes } from '../../src/services/accounts/recovery-codes.ts';
import { newAccount } from '../../src/services/accounts/reviewers.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey, anId } from './builders.ts';
import { MORNING } from './stage.ts';

/** A good password of every reviewer in tests. */
export const PASSWORD = 'kuda terbang biru laut';
/** Where everybody logs in from, unless a test says otherwise. */
export const ADDRESS = '10.0.0.1';

/** A gate on a fresh store, with a clock that the test moves. */
export function openTestGate(store: Store = aMemoryStore()) {
  const time = { now: MORNING };
  const secrets = quickSecrets(aMasterKey());
  const rules = { post: 'Posko Uji', totpFrom: 'editor' as const };
  const gate: AccountDeps = { store, secrets, rules, clock: { now: () => time.now } };
  return {
    gate,
    pass: (ms: number) => {
      time.now += ms;
    },
    /** What an authenticator shows, so many steps from now. */
    codeOf: (secret: string, steps = 0) =>
      new TOTP({ secret }).generate({ timestamp: time.now + steps * 30_000 }),
    add: (name: string, role: Role, withTotp = false) => addOne(gate, { name, role, withTotp }),
    whats: async () => (await store.audit.list(100)).map(({ what }) => what).reverse(),
  };
}

const LITTLE_WORK = { memory: 64, passes: 1, parallelism: 1 };
/** Of no password at all, for names that nobody has. */
const NOBODYS = `$argon2id$v=19$m=64,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** The desk's secrets, but that a password is hashed and checked with little work; `test/crypto` tests the full work. */
export function quickSecrets(masterKey: Uint8Array): Secrets {
  return {
    ...createSecrets(masterKey),
    hashPassword: (password) => hashPassword(password, LITTLE_WORK),
    isPassword: (hash = NOBODYS, password) => isPassword(hash, password),
    isPasswordUnlessBusy: (hash = NOBODYS, password) => isPasswordUnlessBusy(hash, password),
    isOutdated: () => false,
  };
}

function aMemoryStore(): Store {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  return store;
}

async function addOne(
  gate: AccountDeps,
  newcomer: { name: string; role: Role; withTotp: boolean },
) {
  const { account, codes } = await addWithPassword(gate, newcomer);
  return { id: account.id, secret: account.totp?.secret ?? '', codes };
}

/** An account whose owner has chosen a password, and with `withTotp` an authenticator. */
export async function addWithPassword(
  gate: AccountDeps,
  wanted: { name: string; role: Role; password?: string; withTotp?: boolean },
) {
  const { store, secrets } = gate;
  const { name, role, password = PASSWORD, withTotp = false } = wanted;
  const bare = newAccount(gate, { name, role, password: await secrets.hashPassword(password) });
  const { shown, kept } = makeRecoveryCodes(secrets, bare.id);
  const totp = { secret: secrets.newTotpSecret(), lastStep: 0 };
  const account = withTotp ? { ...bare, totp, recovery: kept } : bare;
  const added = {
    by: systemActor.name,
    what: 'reviewer-added',
    of: name,
    details: { role },
  } as const;
  const done = await store.reviewers.add(account, [auditEventAt(gate.clock.now(), added)]);
  if (done === 'taken') throw new Error(`${name} is taken`);
  return { account, codes: withTotp ? shown : [] };
}

/** Logs in by name and password. */
export function knock(gate: AccountDeps, name: string, password = PASSWORD, address = ADDRESS) {
  return logIn(gate, { name, password, address });
}

/** The token of a reviewer who has come in. */
export async function enter(gate: AccountDeps, name: string, code?: string): Promise<string> {
  const half = await knock(gate, name);
  const done =
    half.type === 'half' && code !== undefined
      ? await giveCode(gate, { token: half.token, code, address: ADDRESS })
      : half;
  if (done.type !== 'in') throw new Error(`${name} did not get in: ${done.type}`);
  return done.token;
}

/** An account as a store keeps it. */
export function aReviewer(changes: Partial<Reviewer> = {}): Reviewer {
  const id = anId();
  return {
    id,
    name: `Rina ${id}`,
    role: 'reviewer',
    password: '$argon2id$…',
    recovery: ['a', 'b'],
    isDisabled: false,
    epoch: 0,
    createdAt: MORNING,
    revision: 0,
    ...changes,
  };
}
