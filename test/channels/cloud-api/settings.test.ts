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
