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
  const derived = derive.mock.calls.length;
  seal.open(salt, sealed);
  expect(derive).toHaveBeenCalledTimes(derived);
  for (let citizen = 0; citizen < 1000; citizen += 1) seal.close(seal.newSalt(), 'lain');
  expect(derive).toHaveBeenCalledTimes(derived + 1000);
  expect(seal.open(salt, sealed)).toBe('rahasia');
  expect(derive).toHaveBeenCalledTimes(derived + 1001);
});
