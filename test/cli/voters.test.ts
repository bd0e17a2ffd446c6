import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';
import { posko, temporaryFolder } from '../support/posko.ts';
import { MORNING } from '../support/stage.ts';
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

test('an import fails where an answer finds no room, and says how many were kept', async () => {
  const folder = aFolder();
  const store = await openStore(readConfig({ POSKO_DATA: folder, POSKO_KEY: '' }));
  for (let number = 1; number < 500; number += 1) {
    const entry = anEntry({ id: `penuh-${number}` });
    const value = { entry, by: 'edi', at: MORNING };
    await store.documents.put('voter-entry', { id: entry.id, revision: 0, value });
  }
  await store.close();
  const file = join(folder, 'more.json');
  writeFileSync(file, JSON.stringify([anEntry({ id: 'baru' }), anEntry({ id: 'lebih' })]));
  const ran = await posko(['voters', 'import', file, '--as', 'edi', '--data', folder]);
  expect(ran.stdout).toBe('0 saved, 0 as before, 2 refused\n');
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('too many')]);
});
