import { expect, test } from 'vitest';
import { type Config, readConfig } from '../../src/config/config.ts';

const PRICES = {
  currency: 'IDR',
  source: 'kartu tarif',
  verified: '2026-11-01',
  markets: [{ codes: ['62'], rates: { utility: 350 } }],
};

const CLOUD = {
  POSKO_CLOUD_NUMBER_ID: '1',
  POSKO_CLOUD_TOKEN: 'rahasia-token',
  POSKO_CLOUD_APP_SECRET: 'rahasia-app',
  POSKO_CLOUD_VERIFY_TOKEN: 'rahasia-verify',
};

type Settings = Config['settings'];

test.for<[name: string, value: string, holds: (settings: Settings) => unknown, as: unknown]>([
  ['POSKO_NAME', 'Posko Contoh', ({ post }) => post, 'Posko Contoh'],
  ['POSKO_RUN_BY', 'Redaksi Contoh', ({ runBy }) => runBy, 'Redaksi Contoh'],
  ['POSKO_LETTER_DAYS', '1', ({ letterDays }) => letterDays, 1],
  ['POSKO_TIP_DAYS', '3', ({ tipDays }) => tipDays, 3],
  ['POSKO_MEDIA_DAYS', '1', ({ mediaDays }) => mediaDays, 1],
  ['POSKO_ADDRESS_DAYS', '5', ({ addressDays }) => addressDays, 5],
  ['POSKO_REPORT_DAYS', '6', ({ reportDays }) => reportDays, 6],
  ['POSKO_QUALITY_SAMPLE', '0', ({ qualitySample }) => qualitySample, 0],
  ['POSKO_SECOND_PERSON', 'money', ({ secondPerson }) => secondPerson, ['money']],
  ['POSKO_ORGANISATIONS', 'Satu, Dua', ({ organisations }) => organisations, ['Satu', 'Dua']],
  [
    'POSKO_ELECTION_DAY',
    '2027-02-14',
    ({ elections }) => elections[0]?.at,
    Date.UTC(2027, 1, 13, 17),
  ],
  ['POSKO_RECORD_LICENCE', 'CC0-1.0', ({ licence }) => licence, 'CC0-1.0'],
  ['POSKO_MONTHLY_ALLOWANCE', '500', ({ monthlyAllowance }) => monthlyAllowance, 500],
  [
    'POSKO_EXERCISE',
    'malam7 2027-02-13 21:00',
    ({ exercise }) => exercise,
    'malam7 2027-02-13 21:00',
  ],
  ['POSKO_PRICES', JSON.stringify(PRICES), ({ prices }) => prices, PRICES],
  [
    'POSKO_PUBLIC_URL',
    'https://posko.example/',
    ({ site }) => site.address,
    'https://posko.example',
  ],
  ['POSKO_PUBLIC_NUMBER', '+62 811-1234-5678', ({ site }) => site.number, '6281112345678'],
  ['POSKO_DIGEST_HOUR', '9', ({ reach }) => reach.morning, 9 * 60],
  ['POSKO_QUIET_FROM', '22', ({ reach }) => reach.quietFrom, 22 * 60],
  ['POSKO_QUIET_UNTIL', '5', ({ reach }) => reach.quietUntil, 5 * 60],
  ['POSKO_UNASKED_DAY', '1', ({ reach }) => reach.perDay, 1],
  ['POSKO_UNASKED_WEEK', '4', ({ reach }) => reach.perWeek, 4],
  ['POSKO_CLOUD_DIGEST_TEMPLATE', 'kabar:id', ({ reach }) => reach.hasTemplate, true],
])('what an operator says with %s holds', ([name, value, holds, as]) => {
  expect(holds(readConfig(CLOUD).settings)).not.toEqual(as);
  expect(holds(readConfig({ ...CLOUD, [name]: value }).settings)).toEqual(as);
});

const WORDS = 'sandi-rahasia-sekali';

test.for<[name: string, value: string, others?: Record<string, string>]>([
  ['POSKO_KEY', 'ab'.repeat(32)],
  ['POSKO_BACKUP_KEY', 'ab'.repeat(32)],
  ['POSKO_MONGO_URL', `mongodb://posko:${WORDS}@db.example/posko`],
  ['POSKO_REDIS_URL', `redis://:${WORDS}@redis.example:6379`],
  ['POSKO_METRICS_TOKEN', WORDS],
  ['POSKO_CLOUD_TOKEN', WORDS, CLOUD],
  ['POSKO_CLOUD_APP_SECRET', WORDS, CLOUD],
  ['POSKO_CLOUD_VERIFY_TOKEN', WORDS, CLOUD],
  ['POSKO_EMBEDDER_KEY', WORDS],
  ['POSKO_OIDC_SECRET', WORDS, { POSKO_OIDC_ISSUER: 'https://id.example', POSKO_OIDC_CLIENT: 'x' }],
  ['POSKO_PING_URL', `https://ping.example/${WORDS}`],
  ['POSKO_ALARM_WEBHOOK', `https://chat.example/${WORDS}`, { POSKO_ALARM_SECRET: 'x'.repeat(16) }],
  ['POSKO_ALARM_SECRET', WORDS, { POSKO_ALARM_WEBHOOK: 'https://chat.example' }],
  ['POSKO_SMTP_URL', `smtps://posko:${WORDS}@mail.example`, { POSKO_ALARM_FROM: 'a@mail.example' }],
  ['POSKO_GOOGLE_KEY', WORDS],
  ['OTEL_EXPORTER_OTLP_HEADERS', `authorization=Bearer%20${WORDS}`],
])('nobody who asks what is configured reads the secret in %s', ([name, value, others]) => {
  const { variables } = readConfig({ ...others, [name]: value });
  expect(variables.find((each) => each.name === name)).toEqual({
    ...{ name, isSet: true, source: 'environment' },
  });
});
