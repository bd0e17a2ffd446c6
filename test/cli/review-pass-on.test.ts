import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { addPartner } from '../support/add-partner.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { posko, temporaryFolder } from '../support/posko.ts';
import { prepareReport } from '../support/prepare-report.ts';

test('cases and reports are passed on from the command line, and their citizens hear of it from the post', {
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
  const id = await prepareReport(before, 'citi');
  await before.write('citi', 'ya');
  await before.report('ani', 'Pasar di kota kami dipindah besok, kata seorang pejabat');
  const [found] = await first.cases.list('open', 1);
  await before.close();
  await first.close();

  const reference = `${id}-BAWASLU`;
  expect((await run('reports')).stdout).toContain(`${reference} · waiting · Bawaslu`);
  const shown = await run('report', reference);
  expect(shown.stdout).toContain('Cerita: Seorang orator');
  expect(shown.stdout).toContain('Terlapor (yang dilaporkan): Pak Contoh Terlapor');
  expect(shown.stdout).not.toContain('0812');
  const passed = JSON.parse((await run('report-pass', reference, '--json')).stdout);
  expect(passed).toEqual({ reference, act: 'pass' });
  const late = await run('report-decline', reference, 'Tidak jadi.');
  expect([late.code, late.stderr]).toEqual([1, expect.stringContaining('decided')]);
  const ticket = found?.ticket ?? '';
  const referred = await run('refer', ticket, 'bawaslu', '--threat', 'pelanggaran_pemilu');
  expect(referred.stdout).toContain(`${ticket}-BAWASLU`);
  const again = await run('refer', ticket, 'bawaslu');
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('there already')]);
  const unknown = await run('refer', ticket, 'kpu');
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('partner list')]);

  const second = open();
  const after = await aPost(second, { clock: before.clock });
  await after.settle();
  await after.wait(3_600_000);
  const told = after.heard.map(({ to, text }) => [to, text.includes('*Bawaslu*')]);
  expect(told.toSorted()).toEqual([
    ['ani', true],
    ['citi', true],
  ]);
  await after.close();
  await second.close();
});
