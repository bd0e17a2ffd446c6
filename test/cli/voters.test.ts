import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { posko, temporaryFolder } from '../support/posko.ts';
import { anEntry } from '../support/voter-entries.ts';

test('answers are taken in whole or not at all, listed, and named where they need somebody', {
  timeout: 240_000,
}, async () => {
  using folder = temporaryFolder();
  const run = (...words: string[]) => posko(['voters', ...words, '--data', folder.path]);
  const write = (name: string, value: unknown) => {
    const path = join(folder.path, name);
    writeFileSync(path, JSON.stringify(value));
    return path;
  };
  const old = anEntry({ verified: '2024-01-01' });
  const bad = write('bad.json', [old, { ...old, id: 'lain', questions: [] }]);
  const refused = await run('import', bad, '--as', 'edi');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('entry 2: questions');
  expect((await run('list')).stdout).not.toContain('posko-pemilih');
  const good = write('good.json', { entries: [old] });
  expect((await run('import', good, '--as', 'edi')).stdout).toContain('1 saved');
  expect((await run('import', good, '--as', 'edi')).stdout).toContain('0 saved, 1 as before');
  const checked = await run('check');
  expect(checked.code).toBe(1);
  expect(checked.stdout).toMatch(/posko-pemilih · for all · verified 2024-01-01 .* STALE/);
  const doctor = await posko(['doctor', '--data', folder.path]);
  expect(doctor.stdout).toContain('answer posko-pemilih: was verified more than 180 days ago');
});
