import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createSeal } from '../../src/store/seal.ts';
import { aMasterKey, anAddress } from '../support/builders.ts';

test('the same address has the same pseudonym, which tells nothing of it', () => {
  const key = aMasterKey();
  const address = anAddress('6281234567890');
  const pseudonym = createSeal(key).citizenOf(address);
  expect(createSeal(key).citizenOf({ ...address })).toBe(pseudonym);
  expect(pseudonym).not.toContain('81234567890');
});

test('another number, channel, account or key gives another pseudonym', () => {
  const seal = createSeal(aMasterKey());
  const address = anAddress('62812');
  const others = [
    seal.citizenOf({ ...address, sender: '62813' }),
    seal.citizenOf({ ...address, channel: 'simulator' }),
    seal.citizenOf({ ...address, account: 'lain' }),
    createSeal(aMasterKey()).citizenOf(address),
  ];
  expect(new Set([seal.citizenOf(address), ...others]).size).toBe(5);
});

test('a pseudonym does not depend on the chat that a citizen writes in', () => {
  const seal = createSeal(aMasterKey());
  const address = anAddress('62812');
  expect(seal.citizenOf({ ...address, chat: 'lain' })).toBe(seal.citizenOf(address));
});

test('a group is a citizen of its own in each chat', () => {
  const seal = createSeal(aMasterKey());
  const group = anAddress('62812', { isGroup: true, chat: '1@g.us' });
  const names = [group, { ...group, chat: '2@g.us' }, { ...group, isGroup: false }];
  expect(new Set(names.map(seal.citizenOf)).size).toBe(3);
});

test('every key depends on its use and on all that it is made of, and names nobody', () => {
  const key = aMasterKey();
  const all = ({ messageKey, noticeKey, personKey, ...seal }: ReturnType<typeof createSeal>) => [
    ...[messageKey, noticeKey, personKey].flatMap((name) => [
      name('62812', 'b'),
      name('b', '62812'),
      name('62812', 'c'),
    ]),
    ...['62812', 'b'].flatMap((each) => [seal.referenceKey(each), seal.auditMark(each)]),
    ...[seal.sessionKey('62812', 'b', 'c'), seal.sessionKey('62812', 'c', 'b')],
    ...['62812', 'b'].map((account) => Buffer.from(seal.sessionSalt(account)).toString('hex')),
  ];
  const keys = all(createSeal(key));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toEqual(all(createSeal(key)));
  expect(new Set([...keys, ...all(createSeal(aMasterKey()))]).size).toBe(2 * keys.length);
  expect(keys.join()).not.toContain('62812');
  for (const each of keys) expect(each).toMatch(/^[\w-]{27,32}$/);
});

test('what is sealed opens under the same salt, and never looks the same twice', () => {
  const seal = createSeal(aMasterKey());
  const salt = seal.newSalt();
  const value = { text: 'rahasia 🇮🇩', list: [1, null] };
  const [one, two] = [seal.close(salt, value), seal.close(salt, value)];
  expect(seal.open(salt, one)).toEqual(value);
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false);
  expect(Buffer.from(one).toString('latin1')).not.toContain('rahasia');
});

test('what is sealed does not open under another salt, or changed by one bit', () => {
  const seal = createSeal(aMasterKey());
  const salt = seal.newSalt();
  const sealed = seal.close(salt, 'rahasia');
  expect(() => seal.open(seal.newSalt(), sealed)).toThrow();
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => seal.open(salt, changed)).toThrow();
  }
});

test('a master key of another length is refused', () => {
  expect(() => createSeal(new Uint8Array(31))).toThrow('32 bytes');
});

test('the keys of only some citizens stay in memory', () => {
  const derive = vi.spyOn(crypto, 'hkdfSync');
  syncBuiltinESMExports();
  onTestFinished(() => {
    derive.mockRestore();
    syncBuiltinESMExports();
  });
  const seal = createSeal(aMasterKey());
  const salt = seal.newSalt();
  const sealed = seal.close(salt, 'rahasia');
  seal.close(seal.newSalt(), 'lain');
  const derived = derive.mock.calls.length;
  seal.open(salt, sealed);
  expect(derive).toHaveBeenCalledTimes(derived);
  for (let citizen = 0; citizen < 1000; citizen += 1) seal.close(seal.newSalt(), 'lain');
  expect(derive).toHaveBeenCalledTimes(derived + 1000);
  expect(seal.open(salt, sealed)).toBe('rahasia');
  expect(derive).toHaveBeenCalledTimes(derived + 1001);
});
