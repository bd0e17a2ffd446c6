import { expect, test } from 'vitest';
import { checkMessage, signMessage } from '../../src/http/sign-webhook.ts';

const key = Buffer.from('a key of a partner');
const at = 1_795_485_600;
const message = { id: 'msg_1', timestamp: String(at), body: '{"status":"diterima"}' };
const signature = signMessage(key, message);
const check = (changes: Partial<typeof message>, given = signature, seconds = at) =>
  checkMessage(key, { ...message, ...changes }, { signature: given, now: seconds * 1000 });

test('a signature is the one that the libraries of standardwebhooks.com make', () => {
  const published = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const body = '{"test": 2432232314}';
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
  expect(signMessage(published, { id, timestamp: '1614265330', body })).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test('a message is sound within five minutes of its signing, on either side', () => {
  for (const off of [-300, 0, 300]) expect(check({}, signature, at + off)).toBe('sound');
  for (const off of [-301, 301]) expect(check({}, signature, at + off)).toBe('out-of-time');
});

test('another id, time, body or key is unsigned', () => {
  expect(check({ id: 'msg_2' })).toBe('unsigned');
  expect(check({ timestamp: String(at + 1) })).toBe('unsigned');
  expect(check({ body: '{}' })).toBe('unsigned');
  expect(check({}, signMessage(Buffer.from('another key'), message))).toBe('unsigned');
  for (const given of ['', signature.slice(0, -1), `${signature}x`]) {
    expect(check({}, given)).toBe('unsigned');
  }
});

test('one of several signatures is enough, as while a key is changed', () => {
  const old = signMessage(Buffer.from('an old key'), message);
  expect(check({}, `${old} ${signature}`)).toBe('sound');
  expect(check({}, `${signature} ${old}`)).toBe('sound');
  expect(check({}, `${'x '.repeat(500)}${signature}`)).toBe('unsigned');
});

test('a time that is no number of seconds is long over', () => {
  for (const timestamp of ['', '1e9', '-1', String(at * 1_000_000)]) {
    const given = signMessage(key, { ...message, timestamp });
    expect(check({ timestamp }, given)).toBe('out-of-time');
  }
});
