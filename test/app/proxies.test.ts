import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { start } from '../../src/app/start.ts';
import { readConfig } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';

/** More than one visitor may ask for in a minute. */
const MANY = 25;

/** Whether a post stops visitors who send these addresses along, each with another `n`. */
async function stops(proxies: string, addresses: (n: number) => string): Promise<boolean> {
  const variables = { POSKO_PROXIES: proxies, POSKO_DATA: aFolder(), POSKO_PORT: '0' };
  const post = await start(readConfig({ ...variables, POSKO_KEY: '' }), pino({ level: 'silent' }));
  onTestFinished(() => post.close());
  const statuses = new Set<number>();
  for (let n = 0; n < MANY; n += 1) {
    const headers = { 'x-forwarded-for': addresses(n) };
    statuses.add((await fetch(`${post.url}/laporan-saya/x`, { headers })).status);
  }
  return statuses.has(429);
}

const visitor = (n: number) => `198.51.100.${n}`;

test.for<[what: string, proxies: string, addresses: (n: number) => string, isStopped: boolean]>([
  ['without a proxy no visitor becomes another one by what they say', '0', visitor, true],
  ['nor behind a proxy', '1', (n) => `${visitor(n)}, 203.0.113.7`, true],
  ['visitors are told apart by what the proxy says', '1', (n) => `x, ${visitor(n)}`, false],
])('%s', async ([, proxies, addresses, isStopped]) => {
  expect(await stops(proxies, addresses)).toBe(isStopped);
});
