import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { posko, temporaryFolder } from '../support/posko.ts';

test('settings are listed, set and given back at the command line', {
  timeout: 120_000,
}, async () => {
  using folder = temporaryFolder();
  const run = (...words: string[]) => posko(['settings', ...words, '--data', folder.path]);
  const set = await run('set', 'second-person', 'health,election', '--json', '--as', 'ayu');
  expect(JSON.parse(set.stdout)).toMatchObject({
    value: ['election', 'health'],
    version: 1,
    isSetHere: true,
    changed: { by: 'ayu' },
  });
  await run('set', 'elections', '2029-02-14 Pemilu 2029; 2027-06-23 Pilgub @ jabar');
  const list = await run('list');
  expect(list.stdout).toContain('second-person = ["election","health"] · set by ayu');
  expect(list.stdout).toContain('{"name":"Pilgub","day":"2027-06-23","region":"Jawa Barat"}');
  expect(list.stdout).toContain('undo-seconds = 10 · default, or POSKO_UNDO_S');
  const reset = await run('reset', 'second-person', '--json');
  expect(JSON.parse(reset.stdout)).toMatchObject({ isSetHere: false, version: 2 });
  const bad = await run('set', 'service-hours', 'many');
  expect(bad.code).toBe(1);
  expect(bad.stderr).toContain('service-hours takes hours from 1 to 720');
});

test('every variable is told of, and the value of none that may hold a secret', () => {
  const secret = 'a'.repeat(64);
  const { variables } = readConfig({
    POSKO_KEY: secret,
    POSKO_MONGO_URL: 'mongodb://posko:sandi-rahasia@db/posko',
    POSKO_GOOGLE_KEY: 'sandi-rahasia',
    POSKO_UNDO_S: '5',
  });
  expect(JSON.stringify(variables)).not.toMatch(/sandi-rahasia|aaaa/);
  const of = (name: string) => variables.find((each) => each.name === name);
  expect(of('POSKO_KEY')).toMatchObject({ isSet: true, source: 'environment' });
  expect(of('POSKO_KEY')).not.toHaveProperty('value');
  expect(of('POSKO_UNDO_S')).toMatchObject({ isSet: true, value: '5' });
  expect(of('POSKO_PORT')).toMatchObject({ isSet: false, source: 'default', value: '8080' });
});
