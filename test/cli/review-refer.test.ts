import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { addPartner } from '../support/add-partner.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { posko, temporaryFolder } from '../support/posko.ts';

test('cases are passed on from the command line, and their citizens hear of it from the post', {
  timeout: 240_000,
}, async () => {
  using folder = temporaryFolder();
  const key = aMasterKey();
  const open = () => openSqlite(join(folder.path, 'posko.db'), createSeal(key));
  const env = { POSKO_KEY: Buffer.from(key).toString('hex') };
  const run = (...words: string[]) =>
    posko(['review', ...words, '--data', folder.path, '--as', 'rina'], { env });
  const first = open();
  const before = await aPost(first);
  await addPartner(first);
  await before.report('ani', 'Pasar di kota kami dipindah besok, kata seorang pejabat');
  const [found] = await first.cases.list('open', 1);
  await before.close();
  await first.close();

  const ticket = found?.ticket ?? '';
  const referred = await run('refer', ticket, 'bawaslu', '--threat', 'pelanggaran_pemilu');
  expect(referred.stdout).toContain(`${ticket}-BAWASLU`);
  const again = await run('refer', ticket, 'bawaslu');
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('there already')]);
  const unknown = await run('refer', ticket, 'kpu');
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('/review/partners')]);

  const second = open();
  const after = await aPost(second, { clock: before.clock });
  await after.settle();
  await after.wait(3_600_000);
  const told = after.heard.map(({ to, text }) => [to, text.includes('*Bawaslu*')]);
  expect(told).toEqual([['ani', true]]);
  await after.close();
  await second.close();
});
