import { createSecretKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import type { Evidence } from '../../src/domain/messages/evidence.ts';
import { periods } from '../../src/domain/subscriptions/subscription.ts';
import { idle } from '../../src/engine/conversation.ts';
import { numberPeople } from '../../src/store/number-people.ts';
import { createSeal } from '../../src/store/seal.ts';
import {
  closeDocument,
  closeEvidence,
  closeSession,
  interestIn,
  namesOf,
  openDocument,
  openEvidence,
  openInboxItem,
  openSession,
  openState,
} from '../../src/store/sealed-values.ts';
import { traceIds } from '../../src/store/trace-ids.ts';
import { aMasterKey, aMessage, anAddress } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const seal = createSeal(aMasterKey());
const salt = seal.newSalt();

test('no two accounts, kinds, cases or citizens have a key in common', () => {
  const seal = createSeal(aMasterKey());
  const keys = [
    ...[seal.sessionKey('a', 't', '1'), seal.sessionKey('b', 't', '1')],
    ...[seal.sessionKey('a', 'u', '1'), seal.sessionKey('a', 't', '2')],
    ...[seal.messageKey('a', '1'), seal.messageKey('b', '1'), seal.messageKey('a', '2')],
    ...[seal.noticeKey('a', '1'), seal.noticeKey('b', '1'), seal.noticeKey('a', '2')],
    ...[seal.personKey('a', '1'), seal.personKey('b', '1'), seal.personKey('a', '2')],
    ...[seal.referenceKey('a'), seal.referenceKey('b'), seal.auditMark('a'), seal.auditMark('b')],
  ];
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[\w-]{27}$/);
  const salts = ['a', 'b', 'a'].map((account) => Buffer.from(seal.sessionSalt(account)).toString());
  expect([salts[0] === salts[1], salts[0] === salts[2]]).toEqual([false, true]);
  expect(seal.sessionSalt('a')).toHaveLength(16);
});

test('a citizen is somebody else in each group, account and channel, also in the traces of the erased', () => {
  const secret = createSecretKey(Buffer.alloc(32, 1));
  const one = anAddress('62811');
  const group = { ...one, isGroup: true, chat: 'g1' };
  const others = [
    ...[one, group, { ...group, chat: 'g2' }, { ...one, account: 'lain' }],
    ...[
      { ...one, channel: 'simulator' },
      { ...one, sender: '62812' },
    ],
  ];
  const traces = others.flatMap((address) => traceIds(secret, address));
  expect(new Set(traces).size).toBe(others.length);
  expect(new Set(others.map((address) => seal.citizenOf(address))).size).toBe(others.length);
  expect(traceIds(secret, { ...one, chat: 'elsewhere' })).toEqual(traceIds(secret, one));
  const [own, byPhone] = traceIds(secret, { ...one, sender: 'lid-1', phone: '62811' });
  expect([own, byPhone]).toEqual([
    ...[traceIds(secret, { ...one, sender: 'lid-1' })[0], traceIds(secret, one)[0]],
  ]);
});

test('a citizen is known by the permanent id, and by the phone number where it is told', () => {
  const one = anAddress('lid-1', { chat: 'c' });
  const own = seal.citizenOf(one);
  expect(namesOf(seal, one)).toEqual({ own, phone: undefined, all: [own] });
  const phone = seal.citizenOf({ ...one, sender: '62811' });
  expect(namesOf(seal, { ...one, phone: '62811' })).toEqual({ own, phone, all: [own, phone] });
  expect(phone).not.toBe(own);
});

test('a message of a version that is not supported any more counts as one of an unknown kind', () => {
  const open = (value: unknown) =>
    openInboxItem(seal, salt, { key: 'k', content: seal.close(salt, value), arrivedAt: MORNING });
  const message = aMessage();
  expect(open(message)).toEqual({ key: 'k', letter: message, arrivedAt: MORNING });
  const { letter } = open({ type: 'telegram' });
  expect(letter).toEqual({
    ...{ type: 'message', id: 'k', kind: 'unknown', sentAt: MORNING },
    ...{ text: '', forwarded: false, forwardingScore: 0 },
  });
});

test('a state that cannot be read begins again; the citizen is known since they last wrote', () => {
  const open = (state: unknown) =>
    openState(seal, { salt, state: seal.close(salt, state), lastAt: MORNING });
  const known = { profile: newProfile('jv', 1), conversation: idle };
  expect(open(known)).toEqual(known);
  const fresh = open({ profile: 'x' });
  expect(fresh).toEqual({ profile: newProfile('id', MORNING), conversation: idle });
  fresh.conversation.frames.push({} as never);
  expect(open({}).conversation.frames).toEqual([]);
});

test('how to reach people is sealed, one of an earlier version still read, and other papers are plain', () => {
  const value = { phone: '62811' };
  for (const kind of ['organisation', 'duty-person']) {
    const sealed = closeDocument(seal, kind, value);
    expect(sealed).not.toContain('62811');
    expect(sealed).not.toBe(closeDocument(seal, kind, value));
    expect(openDocument(seal, kind, sealed)).toEqual(value);
    expect(openDocument(seal, kind, JSON.stringify(value))).toEqual(value);
  }
  expect(closeDocument(seal, 'rule', value)).toBe(JSON.stringify(value));
  const alike = JSON.stringify({ salt: 'AAAA', sealed: 'AAAA' });
  expect(openDocument(seal, 'rule', alike)).toEqual({ salt: 'AAAA', sealed: 'AAAA' });
});

test('an entry of a channel opens for its account alone, and one without a value is not written', () => {
  const sealed = closeSession(seal, 'a', { id: '62811', value: 'v' });
  expect(openSession(seal, 'a', sealed)).toEqual({ id: '62811', value: 'v' });
  expect(() => openSession(seal, 'b', sealed)).toThrow();
  const none = { id: '1', value: undefined as unknown as string };
  expect(() => closeSession(seal, 'a', none)).toThrow('no value');
  const old = seal.close(seal.sessionSalt('a'), 'v');
  expect(() => openSession(seal, 'a', old)).toThrow('older than 0.1.0');
});

test('evidence opens with its file alone, in the bytes of either store; where it is old there is none', () => {
  const [one, other] = ['a', 'b'].map((name) => name.repeat(64)) as [string, string];
  const evidence: Evidence = { kind: 'picture', texts: [], asked: {}, kept: {} };
  const sealed = closeEvidence(seal, one, evidence);
  expect(openEvidence(seal, one, sealed)).toEqual(evidence);
  expect(openEvidence(seal, one, { buffer: sealed })).toEqual(evidence);
  expect(() => openEvidence(seal, other, sealed)).toThrow();
  const old = seal.close(Buffer.from(one, 'hex'), { kind: 'painting' });
  const nothing = [old, undefined, null, 'text', {}, { buffer: 'text' }];
  expect(nothing.map((each) => openEvidence(seal, one, each))).toEqual(Array(6).fill(undefined));
});

test('a subscriber that is restored keeps the interest, and what cannot be read has none', () => {
  const consent = { version: '1', at: MORNING };
  const times = { consent, since: MORNING, nextAt: MORNING };
  const reach = { subscription: { interest: 'health', every: periods[0], ...times } };
  const profile = { ...newProfile('id', MORNING), reach };
  expect(interestIn({ profile })).toBe('health');
  expect(interestIn({ profile: newProfile('id', MORNING) })).toBeNull();
  expect(interestIn({ profile: { ...profile, isOptedOut: true } })).toBeNull();
  expect([interestIn(undefined), interestIn({ profile: 'x' })]).toEqual([null, null]);
});

test('people are numbered as they come, each once', () => {
  const numberOf = numberPeople();
  expect(['a', 'b', 'a', 'c', 'b'].map(numberOf)).toEqual([0, 1, 0, 2, 1]);
});
