import { proto } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { deviceMessages, readDevice } from './device.ts';

const messages = deviceMessages();

test('there are at least 100 messages of a device, each of them once', () => {
  expect(messages.length).toBeGreaterThanOrEqual(100);
  expect(new Set(messages.map(({ name }) => name)).size).toBe(messages.length);
});

test.each(messages)('$name', (each) => {
  const { is, says, forwarded } = readDevice(each);
  expect(is).toBe(each.expect);
  if (each.says !== undefined) expect(says).toBe(each.says);
  if (each.forwarded !== undefined) expect(forwarded).toBe(each.forwarded);
});

test('every kind of message that the library knows is among them', () => {
  const known = Object.keys(Object.getOwnPropertyDescriptors(proto.Message.prototype));
  const kinds = known.filter((name) => !/^_|^constructor$|^toJSON$/.test(name));
  expect(kinds.length).toBeGreaterThan(80);
  const written = JSON.stringify(messages);
  expect(kinds.filter((kind) => !written.includes(`"${kind}"`))).toEqual([]);
});
