import { expect, test } from 'vitest';
import { eraseReport, findErasableReport } from '../../src/services/actions/erase-report.ts';
import { beginFittingReport } from '../../src/services/actions/prepare-report.ts';
import { aReport, aTurnWith, DAY, deps } from '../support/report-stage.ts';

const reports = ['LA1B2C', 'LD3E4F', 'LG5H6I'].map((id) => aReport('hate', { id }));

test.for([
  ['hapus laporan', 'LG5H6I'],
  ['hapus laporan ld3e4f kak', 'LD3E4F'],
  ['hapus laporan LA1B2C', 'LA1B2C'],
] as const)('by “%s” the report %s is meant, and it alone is erased', async ([query, number]) => {
  const turn = aTurnWith(reports);
  const found = await findErasableReport.run(deps, turn, { query });
  expect(found.values?.number).toBe(number);
  await eraseReport.run({}, turn, found.values ?? {});
  const left = reports.map(({ id }) => id).filter((id) => id !== number);
  expect(turn.profile.reports?.map(({ id }) => id)).toEqual(left);
});

test('nobody gets more reports in a day by erasing them, not even by telling of trouble', async () => {
  const able = { ...deps, randomBytes: (size: number) => new Uint8Array(size) } as never;
  const turn = aTurnWith(reports);
  for (const { id } of reports) await eraseReport.run({}, turn, { number: id });
  const begin = (at: typeof turn) =>
    beginFittingReport.run(able, at, { kind: 'threat', story: 'begini ceritanya' });
  await begin(turn);
  expect(turn.profile.reports ?? []).toEqual([]);
  const tomorrow = { ...turn, now: turn.now + DAY };
  await begin(tomorrow);
  expect(tomorrow.profile.reports).toHaveLength(1);
});
