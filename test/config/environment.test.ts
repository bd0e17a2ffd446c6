import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readEnvironment } from '../../src/config/config.ts';
import { environmentSchema } from '../../src/config/environment-schema.ts';
import { knownVariables } from '../../src/config/known-variables.ts';

const read = Object.keys(environmentSchema.shape);

test('what the schema reads is what the documents tell, each with a sentence and what it takes', () => {
  const told = [...knownVariables.values()];
  expect(told.flatMap(({ name, isRead }) => (isRead ? name : [])).toSorted()).toEqual(
    read.toSorted(),
  );
  expect(told.filter(({ about, form }) => about === '' || form === '')).toEqual([]);
});

test('no file reads a variable that the schema does not know', () => {
  const files = globSync('{src,test,.ci}/**/*', { withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  const named = files.flatMap(
    ({ parentPath, name }) =>
      readFileSync(`${parentPath}/${name}`, 'utf8').match(/(?<=environment\.|env\.)POSKO_\w+/g) ??
      [],
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !knownVariables.has(name))).toEqual([]);
});

/** Values that a variable may not take; those not named here take any text. */
const UNUSABLE: Readonly<Record<string, string>> = {
  POSKO_KEY: 'abc',
  POSKO_BACKUP_KEY: 'abc',
  POSKO_MONGO_URL: 'mongodb://only-a-server',
  POSKO_REDIS_URL: 'http://127.0.0.1',
  POSKO_NAME: 'x'.repeat(61),
  POSKO_RUN_BY: 'x'.repeat(201),
  POSKO_PUBLIC_URL: 'https://example.org/path',
  POSKO_PUBLIC_NUMBER: 'zero',
  POSKO_METRICS_TOKEN: 'short',
  POSKO_CLOUD_NUMBER_ID: '+62',
  POSKO_CLOUD_TOKEN: 'short',
  POSKO_CLOUD_APP_SECRET: 'short',
  POSKO_CLOUD_VERIFY_TOKEN: 'short',
  POSKO_CLOUD_TEMPLATE: 'kabar',
  POSKO_CLOUD_DIGEST_TEMPLATE: 'Kabar:id:id',
  POSKO_CLOUD_URL: 'graph',
  POSKO_BAILEYS_NAME: 'Posko Satu',
  POSKO_BAILEYS_VERSION: '2.3000',
  POSKO_EMBEDDER_MODEL: 'x'.repeat(301),
  POSKO_EMBEDDER_KEY: 'x'.repeat(4001),
  POSKO_NEWS: 'http://example.org/feed',
  POSKO_SECOND_PERSON: 'weather',
  POSKO_ORGANISATIONS: 'Satu,,Dua',
  POSKO_ELECTION_DAY: '14 February',
  POSKO_OIDC_ISSUER: 'http://login.example.org',
  POSKO_OIDC_CLIENT: 'x'.repeat(256),
  POSKO_OIDC_SECRET: 'short',
  POSKO_OIDC_ACR: 'dua  faktor',
  POSKO_OIDC_REDIRECT: 'https://desk.example.org/',
  POSKO_ALARM_WEBHOOK: 'http://example.org',
  POSKO_ALARM_SECRET: 'short',
  POSKO_SMTP_URL: 'surat.example.com',
  POSKO_ALARM_FROM: 'posko',
};
const derived = [...knownVariables.values()].filter(({ form }) => /^`|number from/.test(form));
const bad = {
  ...UNUSABLE,
  ...Object.fromEntries(
    derived.flatMap(({ name, isRead }) => (isRead ? [[name, 'vielleicht']] : [])),
  ),
};

test.each(Object.entries(bad))(
  '%s: a value that cannot be used is told in our words',
  (name, value) => {
    const { form = '', isSecret } = knownVariables.get(name) ?? {};
    const said = messageOf({ [name]: value });
    expect(said).toContain(`${name} must be ${form.replaceAll('`', '').replace(/ \(.*/, '')}`);
    expect(said).toContain('correct it, or remove it');
    expect(said).not.toMatch(/invalid|expected|too (?:big|small)|received|undefined/i);
    expect(said.includes(value.slice(0, 60))).toBe(!isSecret);
  },
);

test('numbers end where the documents say', () => {
  for (const { name, form } of derived) {
    const [, least, most] = /number from (-?\d+) to (\d+)/.exec(form) ?? [];
    if (least === undefined || most === undefined) continue;
    expect(readEnvironment({ [name]: least })).toHaveProperty(name, Number(least));
    expect(readEnvironment({ [name]: most })).toHaveProperty(name, Number(most));
    expect(messageOf({ [name]: String(Number(most) + 1) })).toContain(name);
    expect(messageOf({ [name]: String(Number(least) - 1) })).toContain(name);
  }
});

test.each([
  ['POSKO_PROT', 'did you mean POSKO_PORT?'],
  ['POSKO_CLOUD_APPSECRET', 'did you mean POSKO_CLOUD_APP_SECRET?'],
  ['POSKO_KEYS_FILE', 'did you mean POSKO_KEY?'],
  ['POSKO_RETENTION_OF_THE_LAW', 'remove it'],
  ['POSKO_PORT_8080_TCP_ADDR', 'enableServiceLinks: false'],
  ['POSKO_SERVICE_HOST', 'enableServiceLinks: false'],
])('%s, which nothing reads, is refused: %s', (name, remedy) => {
  const said = messageOf({ [name]: '1' });
  expect(said).toContain(`${name} `);
  expect(said).toContain(remedy);
});

test('all mistakes are told at once, each once', () => {
  const said = messageOf({
    POSKO_PORT: 'x',
    POSKO_CHAT: 'maybe',
    POSKO_PROT: '80',
    POSKO_ORGANISATIONS: ',,',
  });
  expect(said.match(/^ {2}POSKO_\w+/gm)).toHaveLength(4);
});

test('other programs may have variables of any name, and an empty one counts as not set', () => {
  const { POSKO_PORT } = readEnvironment({
    HOME: '/root',
    PORT: 'x',
    POSKO_PORT: ' ',
    POSKO_PROT: '',
  });
  expect(POSKO_PORT).toBe(8080);
});

function messageOf(environment: Record<string, string>): string {
  try {
    readEnvironment(environment);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  throw new Error('it was read');
}
