import { expect, onTestFinished, test } from 'vitest';
import { newProfile, type Profile } from '../../src/domain/citizens/profile.ts';
import type { ConsentEntry, ConsentText } from '../../src/domain/privacy/consents.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { idle } from '../../src/engine/conversation.ts';
import type { Store } from '../../src/ports/store.ts';
import { beginTurn } from '../../src/ports/turn.ts';
import { aliasOf } from '../../src/services/accounts/pseudonym.ts';
import { optOut } from '../../src/services/actions/privacy-rights.ts';
import { endSubscription } from '../../src/services/actions/subscribe.ts';
import { proveConsent } from '../../src/services/privacy/prove-consent.ts';
import {
  lastGiven,
  noteConsent,
  noteWithdrawal,
  standOfConsent,
} from '../../src/services/privacy/record-consent.ts';
import { consentText } from '../../src/services/responses/consent-text.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aCitizen, aTurn } from '../support/builders.ts';
import { loadScript, MASTER_KEY, MORNING } from '../support/stage.ts';

const words = { script: loadScript(), settings: defaultSettings };

function aStore(): Store {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  onTestFinished(() => store.close());
  return store;
}

function turnOf(citizen: string, changes: Partial<Profile> = {}) {
  const profile = { ...newProfile('id', MORNING), ...changes };
  const state = { revision: 0, profile, conversation: idle, due: null, pending: [] };
  return beginTurn({ ...state, channel: 'c', heardAt: MORNING }, { citizen, now: MORNING });
}

const textOf = (digest: string, purpose: ConsentText['purpose']): ConsentText => ({
  ...{ digest, purpose, language: 'id', version: `V${digest}`, text: `Boleh ${digest}?` },
});

/** A citizen with a ledger, in its order. */
async function aLedger(
  store: Store,
  ...told: [string, ConsentText['purpose'], 'given' | 'withdrawn'][]
) {
  const citizen = await aCitizen(store);
  const changes = told.map(([digest, purpose, deed]) => {
    const entry: ConsentEntry = { purpose, deed, digest, at: MORNING };
    return { type: 'consent' as const, entry, text: textOf(digest, purpose) };
  });
  await store.turns.commitTurn(aTurn({ citizen, changes }));
  return citizen;
}

test('what was agreed to holds in the language it was asked in, and with the same words only', () => {
  const now = consentText(words, 'check', { language: 'en' });
  const agreed = { version: now.version, at: MORNING };
  const stand = (consent?: Profile['consent']) =>
    standOfConsent(words, turnOf('c', consent ? { consent } : {}));
  expect(stand()).toBe('none');
  expect(stand({ ...agreed, language: 'en', digest: now.digest })).toBe('given');
  expect(stand({ ...agreed, digest: now.digest })).toBe('changed');
  expect(stand({ ...agreed, language: 'en', digest: 'others' })).toBe('changed');
  const indonesian = consentText(words, 'check', { language: 'id' });
  expect(stand({ ...agreed, digest: indonesian.digest })).toBe('given');
  expect(stand({ ...agreed, language: 'en' })).toBe('changed');
});

test('a consent is taken back for its purpose alone, in each wording that still held', async () => {
  const store = aStore();
  const citizen = await aLedger(
    store,
    ['a', 'subscription', 'given'],
    ['b', 'subscription', 'given'],
    ['c', 'check', 'given'],
    ['d', 'subscription', 'given'],
    ['d', 'subscription', 'withdrawn'],
    ['e', 'check', 'withdrawn'],
    ['e', 'check', 'given'],
  );
  const held = await lastGiven(store.rights, citizen);
  expect(held.map(({ digest }) => digest).toSorted()).toEqual(['a', 'b', 'c', 'e']);
  const turn = turnOf(citizen);
  await noteWithdrawal({ store }, turn, 'subscription');
  const back = (digest: string) => ({
    type: 'consent',
    entry: { purpose: 'subscription', deed: 'withdrawn', digest, at: MORNING },
    text: textOf(digest, 'subscription'),
  });
  expect(turn.changes).toEqual([back('a'), back('b')]);
});

test.for([
  ['ends a subscription', endSubscription],
  ['wants no news', optOut],
] as const)(
  'who %s has the consent taken back in the same turn, however long the ledger takes',
  async ([, { run }]) => {
    const store = aStore();
    const citizen = await aLedger(store, ['a', 'subscription', 'given']);
    const consentsOf: Store['rights']['consentsOf'] = async (id) => {
      await new Promise((resolve) => setImmediate(resolve));
      return store.rights.consentsOf(id);
    };
    const slow = {
      rights: { consentsOf, consentText: store.rights.consentText.bind(store.rights) },
    };
    const consent = { version: 'K', at: MORNING };
    const subscription = { every: 'daily', interest: 'all', consent, since: 0, nextAt: 0 } as const;
    const turn = turnOf(citizen, { reach: { subscription } });
    await run(
      { ...words, store: slow } as unknown as Parameters<typeof endSubscription.run>[0] &
        Parameters<typeof optOut.run>[0],
      turn,
      {},
    );
    expect(turn.changes).toMatchObject([{ entry: { purpose: 'subscription', deed: 'withdrawn' } }]);
  },
);

test('a yes is written down with the words of the language it was said in', () => {
  const turn = turnOf('c', { language: 'en' });
  const text = noteConsent(words, turn, 'check');
  expect(text).toEqual(consentText(words, 'check', { language: 'en' }));
  const entry = { purpose: 'check', deed: 'given', digest: text.digest, at: MORNING };
  expect(turn.changes).toEqual([{ type: 'consent', entry, text }]);
});

test('who looks up what one citizen agreed to sees that of nobody else, and only that is audited', async () => {
  const store = aStore();
  const one = await aLedger(store, ['a', 'check', 'given']);
  await aLedger(store, ['b', 'check', 'given']);
  const deps = { store, clock: { now: () => MORNING } };
  const asked = ` ${aliasOf(one).toUpperCase()} `;
  expect(await proveConsent(deps, { alias: asked, by: 'rina' })).toEqual([
    {
      alias: aliasOf(one),
      proofs: [
        { purpose: 'check', deed: 'given', digest: 'a', at: MORNING, words: textOf('a', 'check') },
      ],
    },
  ]);
  expect(await store.audit.list(9)).toMatchObject([
    { what: 'consent-proved', by: 'rina', of: aliasOf(one) },
  ]);
  expect(await proveConsent(deps, { alias: 'Warga-0000', by: 'rina' })).toEqual([]);
  expect(await store.audit.list(9)).toHaveLength(1);
});
