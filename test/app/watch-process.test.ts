import { expect, test } from 'vitest';
import { watchOver } from '../../src/app/watch-process.ts';
import { readConfig } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';

const WEBHOOK = {
  POSKO_ALARM_WEBHOOK: 'https://piket.example/',
  POSKO_ALARM_SECRET: 'x'.repeat(32),
};
const MAIL = { POSKO_SMTP_URL: 'smtps://smtp.example', POSKO_ALARM_FROM: 'posko@posko.example' };

test.for<[what: string, variables: Record<string, string>, ways: string[]]>([
  ['no way', {}, []],
  ['the webhook', WEBHOOK, ['webhook']],
  ['e-mail', MAIL, ['mail']],
  ['both', { ...WEBHOOK, ...MAIL }, ['mail', 'webhook']],
])('alarms leave the post by %s, as its operator has set them up', async ([, variables, ways]) => {
  const config = readConfig({ POSKO_DATA: aFolder(), POSKO_ESCALATE_MIN: '7', ...variables });
  const watch = await watchOver(config);
  expect(Object.keys(watch.ways).sort()).toEqual(ways);
  expect(watch.escalateMs).toBe(7 * 60_000);
});
