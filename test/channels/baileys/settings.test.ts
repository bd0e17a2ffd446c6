import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';

test('a linked device is used only where it is asked for', () => {
  expect(readConfig({}).baileys).toBeUndefined();
  expect(readConfig({ POSKO_BAILEYS: 'on' }).baileys).toMatchObject({
    account: 'posko',
    groups: 'notice',
    url: undefined,
    version: undefined,
  });
});

test.each([
  'wss://evil.example/ws/chat',
  'ws://127.0.0.1.evil.example/',
  'wss://web.whatsapp.com/',
  'wss://evil.example/?ws://localhost/',
  'wss://localhost:x/',
  'wss://localhost:8080@evil.example/',
  'http://localhost/',
])('a device does not connect to %s, as nothing but TLS tells it who is there', (url) => {
  expect(() => readConfig({ POSKO_BAILEYS: 'on', POSKO_BAILEYS_URL: url })).toThrow('this machine');
});

test.each(['ws://127.0.0.1', 'ws://localhost:8080', 'wss://localhost:8080/ws/chat'])(
  'a test connects to this machine at %s, at no polite pace',
  (url) => {
    const on = { POSKO_BAILEYS: 'on', POSKO_BAILEYS_HOURLY: '60' };
    const { baileys } = readConfig({ ...on, POSKO_BAILEYS_URL: url });
    expect(baileys).toMatchObject({ url, pace: { perNumberMs: 0, perCitizenMs: 0 } });
    const real = readConfig(on).baileys?.pace;
    expect(real?.hourly).toBe(60);
    expect(real?.perNumberMs).toBeGreaterThan(0);
    expect(real?.perCitizenMs).toBeGreaterThan(0);
  },
);

test('a version of WhatsApp Web can be given by hand', () => {
  const environment = { POSKO_BAILEYS: 'on', POSKO_BAILEYS_VERSION: '2.3000.99' };
  expect(readConfig(environment).baileys?.version).toEqual([2, 3000, 99]);
  expect(() => readConfig({ ...environment, POSKO_BAILEYS_VERSION: 'new' })).toThrow(
    'three numbers',
  );
});

test('the Cloud API is used with all its secrets, or not at all', () => {
  const all = {
    POSKO_CLOUD_NUMBER_ID: '123',
    POSKO_CLOUD_TOKEN: 'a-long-token',
    POSKO_CLOUD_APP_SECRET: 'a-long-secret',
    POSKO_CLOUD_VERIFY_TOKEN: 'a-long-word',
  };
  expect(readConfig({}).cloudApi).toBeUndefined();
  expect(readConfig(all).cloudApi?.numbers).toMatchObject([
    { numberId: '123', template: undefined },
  ]);
  const template = { ...all, POSKO_CLOUD_TEMPLATE: 'kabar_posko:id' };
  expect(readConfig(template).cloudApi?.numbers[0]?.template).toEqual({
    name: 'kabar_posko',
    language: 'id',
  });
  const { POSKO_CLOUD_TOKEN: _, ...some } = all;
  expect(() => readConfig(some)).toThrow('together');
  const open = { ...all, POSKO_CLOUD_URL: 'http://graph.example' };
  expect(() => readConfig(open)).toThrow('https');
});
