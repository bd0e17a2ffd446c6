import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import {
  hostName,
  isFromOwnPage,
  isFromThisMachine,
  isLoopbackName,
} from '../../src/http/own-host.ts';

function aRequest(
  headers: Record<string, string>,
  remoteAddress: string | undefined = '127.0.0.1',
): IncomingMessage {
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage; // all that is read
}

test.each([
  ['posko.example', 'posko.example'],
  ['Posko.Example:8080', 'posko.example'],
  ['[::1]:8080', '[::1]'],
  ['localhost', 'localhost'],
  ['localhost:80:80', ''],
  ['local host', ''],
  [undefined, ''],
])('the name in the Host header %j is %j', (header, name) => {
  expect(hostName(header)).toBe(name);
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['[::1]', true],
  ['localhost.example', false],
  ['10.0.0.1', false],
  ['', false],
])('whether %j leads only to this machine: %j', (name, isOwn) => {
  expect(isLoopbackName(name)).toBe(isOwn);
});

test('a request of this machine comes from here, under an own name, through nobody', () => {
  const host = 'localhost:3000';
  expect(isFromThisMachine(aRequest({ host }))).toBe(true);
  expect(isFromThisMachine(aRequest({ host }, '::ffff:127.0.0.1'))).toBe(true);
  expect(isFromThisMachine(aRequest({ host }, '10.0.0.9'))).toBe(false);
  expect(isFromThisMachine(aRequest({ host: 'posko.example' }))).toBe(false);
  const { socket } = aRequest({});
  expect(isFromThisMachine({ headers: { host }, socket: { ...socket } } as IncomingMessage)).toBe(
    true,
  );
});

test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'])(
  'a request that was passed on, as %s tells, is not from here',
  (header) => {
    expect(isFromThisMachine(aRequest({ host: 'localhost', [header]: '127.0.0.1' }))).toBe(false);
  },
);

test.each([
  [{}, true],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ origin: 'http://posko.example' }, true],
  [{ origin: 'https://posko.example' }, true],
  [{ origin: 'https://posko.example.evil' }, false],
  [{ origin: 'null' }, false],
  [{ origin: 'https://posko.example', 'sec-fetch-site': 'cross-site' }, false],
])('a form with %j is from an own page: %j', (headers, isOwn) => {
  const request = aRequest({ host: 'posko.example', ...(headers as Record<string, string>) });
  expect(isFromOwnPage(request)).toBe(isOwn);
});
