import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { readConfig } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';
import { jsonLines, posko } from '../support/posko.ts';

test('posko config show says what holds and where it comes from, and keeps secrets', async () => {
  const path = join(aFolder(), 'key');
  writeFileSync(path, 'ab'.repeat(32));
  const env = {
    POSKO_PORT: '9000',
    POSKO_KEY_FILE: path,
    POSKO_MONGO_URL: 'mongodb://u:geheim@h/d',
  };
  const { stdout } = await posko(['config', 'show'], { env });
  const lines = stdout.split('\n');
  expect(lines).toContain('POSKO_PORT = 9000 · environment');
  expect(lines).toContain('POSKO_KEY = (set, not shown) · file');
  expect(lines).toContain('POSKO_PROXIES = 0');
  expect(stdout).not.toMatch(/geheim|abab/);
  const shown = await posko(['config', 'show', '--json'], { env });
  expect(jsonLines(shown.stdout)).toContainEqual({
    name: 'POSKO_KEY',
    isSet: true,
    source: 'file',
  });
});

test('posko --version tells the version', async () => {
  const { code, stdout } = await posko(['--version']);
  expect([code, stdout]).toEqual([0, `${manifest.version}\n`]);
});

test('posko config check ends well only where all can be used', async () => {
  const sound = await posko(['config', 'check'], { env: { POSKO_PORT: '9000' } });
  expect([sound.code, sound.stdout]).toEqual([
    0,
    expect.stringContaining('all of them can be used'),
  ]);
  const typo = await posko(['config', 'check'], { env: { POSKO_PROT: '9000' } });
  expect(typo.code).toBe(1);
  expect(typo.stderr).toContain('POSKO_PROT is not a variable of Posko; did you mean POSKO_PORT?');
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
