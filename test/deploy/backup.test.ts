import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastBackup, readMark } from '../../src/app/last-backup.ts';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';
import { check } from '../support/deploy-tools.ts';

test('a backup is written, checked and noted, the old ones go only then, and it is copied elsewhere', {
  timeout: 180_000,
}, async () => {
  const [data, folder] = [aFolder(), aFolder()];
  const old = new Date(Date.now() - 32 * 86_400_000);
  for (const name of ['posko-20200101T000000Z.backup', 'letters.txt']) {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), old, old);
  }
  const away = aFolder();
  const env = { POSKO_DATA: data, POSKO_BACKUP_COPY: `cp {} ${away}` };
  const without = check('deploy/backup', [folder], { env });
  expect([without.code, without.said]).toEqual([1, expect.stringContaining('there is no store')]);
  expect(readdirSync(folder)).toContain('posko-20200101T000000Z.backup');

  await (await openStore(readConfig(env))).close();
  expect(lastBackup(data)).toBe(0);
  const { code, said } = check('deploy/backup', [folder], { env });
  expect([code, said]).toEqual([0, expect.stringContaining('is sound')]);
  const [first, second, third, ...more] = readdirSync(folder).toSorted();
  expect([first, second, third, more]).toEqual([
    'letters.txt',
    expect.stringMatching(/^posko-20\w+Z\.backup$/),
    'roll',
    [],
  ]);
  expect(statSync(join(folder, second ?? '')).mode & 0o077).toBe(0);
  expect(readdirSync(away).toSorted()).toEqual([second, third]);
  expect(readMark(data, 'last-backup-copy')?.text).toBe('');
  expect(Date.now() / 1000 - lastBackup(data)).toBeLessThan(180);
});
