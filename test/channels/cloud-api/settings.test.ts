import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';

const read = (url: string) =>
  readConfig({
    POSKO_CLOUD_NUMBER_ID: '1',
    POSKO_CLOUD_TOKEN: 'token-of-the-app',
    POSKO_CLOUD_APP_SECRET: 'secret-of-the-app',
    POSKO_CLOUD_VERIFY_TOKEN: 'words-to-verify',
    POSKO_CLOUD_URL: url,
  }).cloudApi?.numbers[0]?.baseUrl;

test.for([
  'http://graph.example.org',
  'http://127.0.0.1.example.org/v1',
  'http://localhost.example.org/v1',
  'http://notlocalhost/v1',
  'http://127.0.0.1@graph.example.org/v1',
  'ws://graph.example.org',
])('the token of a number does not travel unencrypted to %s', (url) => {
  expect(() => read(url)).toThrow('POSKO_CLOUD_URL must begin with https://');
});

test.for([
  ['https://graph.example.org/v1/', 'https://graph.example.org/v1'],
  ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1'],
  ['http://localhost:8080', 'http://localhost:8080'],
] as const)('a number is reached at %s', ([url, base]) => {
  expect(read(url)).toBe(base);
});

const proofOf = (token: string) =>
  createHmac('sha256', 'secret-of-the-app').update(token).digest('hex');

test.for([
  ['one-for-all', ['one-for-all', 'one-for-all']],
  ['first-token,second-token', ['first-token', 'second-token']],
] as const)(
  'of the tokens %s each number has its own, and the proof of that one',
  ([tokens, each]) => {
    const { numbers = [] } =
      readConfig({
        POSKO_CLOUD_NUMBER_ID: '1,2',
        POSKO_CLOUD_TOKEN: tokens,
        POSKO_CLOUD_APP_SECRET: 'secret-of-the-app',
        POSKO_CLOUD_VERIFY_TOKEN: 'words-to-verify',
        POSKO_CLOUD_PROOF: 'on',
      }).cloudApi ?? {};
    expect(numbers.map(({ token, proof }) => ({ token, proof }))).toEqual(
      each.map((token) => ({ token, proof: proofOf(token) })),
    );
  },
);
