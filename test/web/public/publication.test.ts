import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';

const read = (environment: Record<string, string>) => readConfig(environment).publication;

test('without settings the pages stand at this machine, name no number and show the samples', () => {
  expect(read({})).toEqual({ url: 'http://127.0.0.1:8080', number: undefined, showsSamples: true });
  expect(read({ POSKO_HOST: '::1', POSKO_PORT: '81' }).url).toBe('http://[::1]:81');
});

test('in production the samples are not shown', () => {
  expect(read({ NODE_ENV: 'production' }).showsSamples).toBe(false);
});

test('an address and a number are taken as people write them', () => {
  const written = {
    POSKO_PUBLIC_URL: 'https://Cek.example.org/',
    POSKO_PUBLIC_NUMBER: '+62 (811) 123-4567',
  };
  expect(read(written)).toMatchObject({ url: 'https://cek.example.org', number: '628111234567' });
});

test.each([
  { POSKO_PUBLIC_URL: 'https://cek.example.org/a' },
  { POSKO_PUBLIC_URL: 'javascript:alert(1)' },
  { POSKO_PUBLIC_URL: 'cek.example.org' },
  { POSKO_PUBLIC_NUMBER: '0811123456' },
  { POSKO_PUBLIC_NUMBER: 'halo' },
])('%j is told with how to mend it', (environment) => {
  expect(() => readConfig(environment)).toThrow(/must be (?:an address|a number)/);
});
