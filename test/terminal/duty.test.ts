import { expect, test } from 'vitest';
import { listAlerts } from '../../src/services/duty/alerts.ts';
import { createMonitor } from '../../src/services/duty/monitor.ts';
import { addShift } from '../../src/services/duty/roster.ts';
import { addNote } from '../../src/services/duty/shift-notes.ts';
import { openDesk } from './open-desk.ts';

const MINUTE = 60_000;

test('an alarm stands at the foot of the screen until somebody takes it there', async () => {
  const desk = await openDesk({ cases: 2 });
  const { deps } = desk;
  const days = [0, 1, 2, 3, 4, 5, 6];
  const shift = { reviewer: 'rina', zone: 'WIB' as const, days, from: 0, minutes: 1440 };
  await addShift(deps, shift, 'edi');
  await addNote(deps, 'Kasus pertama menunggu jawaban KPU', 'budi');
  const parts = { ways: {}, escalateMs: 15 * MINUTE, isWorker: true, hasJobs: () => false };
  const watch = createMonitor(deps, parts);
  await watch.look();
  await desk.wait(3 * MINUTE);
  await watch.look();
  const rina = await desk.sit('rina', 'reviewer');
  const screen = () => rina.lines().join('\n');
  expect(screen()).toContain('1 alarm belum ditangani: Antrean kerja terganggu');
  await rina.press('d');
  expect(screen()).toMatch(/rina, sampai .*WIB/);
  expect(screen()).toContain('Kasus pertama menunggu jawaban KPU');
  await rina.press('a');
  expect(screen()).toContain('Ditangani rina');
  expect(await listAlerts(deps)).toMatchObject([{ acknowledged: { by: 'rina' } }]);
  await rina.press('escape');
  expect(screen()).not.toContain('belum ditangani');
});

test('whoever may only look takes no alarm', async () => {
  const desk = await openDesk({ cases: 1 });
  const parts = { ways: {}, escalateMs: MINUTE, isWorker: false, hasJobs: () => true };
  const watch = createMonitor(desk.deps, parts);
  await watch.look();
  await desk.wait(2 * MINUTE);
  await watch.look();
  const tamu = await desk.sit('tamu', 'viewer');
  await tamu.press('d', 'a');
  expect(await listAlerts(desk.deps)).toMatchObject([{ kind: 'worker', called: [] }]);
  expect((await listAlerts(desk.deps))[0]?.acknowledged).toBeUndefined();
});
