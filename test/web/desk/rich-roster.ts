import { savePerson } from '../../../src/services/accounts/people.ts';
import { createMonitor } from '../../../src/services/duty/monitor.ts';
import { addChange, addShift, setCallList } from '../../../src/services/duty/roster.ts';
import { addNote } from '../../../src/services/duty/shift-notes.ts';
import type { openDesk } from './desk-world.ts';

const HOUR = 3_600_000;
const everyDay = { zone: 'WIB' as const, days: [0, 1, 2, 3, 4, 5, 6] };

/** A roster with a gap at night and a change, notes with what is hard to show, and alarms in every state. */
export async function fillRoster({
  deps,
  clock,
}: Pick<Awaited<ReturnType<typeof openDesk>>, 'deps' | 'clock'>): Promise<void> {
  const now = clock.now();
  for (const [at, reviewer] of ['Budi', 'Sari'].entries()) {
    const from = 420 + at * 480;
    await addShift(deps, { ...everyDay, reviewer, from, minutes: 480 }, 'Edi');
  }
  const off = { type: 'off', reviewer: 'Sari', start: now + 24 * HOUR, end: now + 48 * HOUR };
  await addChange(deps, { ...off, type: 'off' }, 'Edi');
  await setCallList(deps, ['Sari', 'Budi'], 'Edi');
  await savePerson(deps, 'Budi', { email: 'budi@posko.example', zone: 'WITA' });
  await addNote(deps, `Kasus KA01 menunggu KPU.\n<b>Telepon</b> ${'x'.repeat(120)}`, 'Budi');
  const ways = { ways: {}, escalateMs: HOUR, isWorker: true };
  const watch = createMonitor(deps, { ...ways, hasJobs: () => false });
  await watch.look();
  await clock.advance(11 * 60_000, async () => {});
  await watch.look();
}
