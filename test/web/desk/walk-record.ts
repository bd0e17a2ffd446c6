import type { Page } from 'playwright-core';
import { lastMonth, spanOf } from '../../../src/domain/time/month.ts';
import { publishRecord, reviseRecord } from '../../../src/services/transparency/monthly-reports.ts';
import { fillMonth } from '../../support/busy-month.ts';
import type { openDesk } from './desk-world.ts';

/** What a part of the way through all pages goes by. */
export interface Steps {
  desk: Awaited<ReturnType<typeof openDesk>>;
  page: Page;
  look(name: string): Promise<void>;
  see(name: string, path: string): Promise<void>;
  unfold(): Promise<void>;
}

/** The public record, before anything is published and after. */
export async function walkRecord({ desk, see }: Steps): Promise<void> {
  await see('laporan-none', '/laporan');
  const month = lastMonth(desk.clock.now());
  await fillMonth(desk.store, { start: spanOf(month).since, people: 400 });
  await publishRecord(desk.deps, { month, by: 'Sari' });
  const note = 'Jumlah alarm keliru: seharusnya dua.';
  await reviseRecord(desk.deps, { month, by: 'Sari', note });
  await desk.wait(60_000);
  for (const [name, path] of [
    ['laporan', '/laporan'],
    ['laporan-bulan', `/laporan/${month}`],
    ['laporan-missing', '/laporan/2020-01'],
    ['ralat', '/ralat'],
  ] as const) {
    await see(name, path);
    await see(`${name}-en`, `${path}?bahasa=en`);
  }
}

/** The monthly reports as an editor has them: counted, published and revised. */
export async function walkReports({ desk, page, look, see, unfold }: Steps): Promise<void> {
  await see('records-none', '/review/records');
  await fillMonth(desk.store, { start: spanOf(lastMonth(desk.clock.now())).since });
  for (const [form, name] of [
    ['count', 'record-draft'],
    ['publish', 'record-published'],
  ] as const) {
    await Promise.all([page.waitForNavigation(), page.click(`form[action$="/${form}"] button`)]);
    await unfold();
    await look(name);
  }
  await see('records', '/review/records');
}
