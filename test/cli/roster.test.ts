import { expect, test } from 'vitest';
import { posko, temporaryFolder } from '../support/posko.ts';

test('a roster is made, looked at and undone at the command line', {
  timeout: 120_000,
}, async () => {
  using folder = temporaryFolder();
  const run = (...words: string[]) => posko(['roster', ...words, '--data', folder.path]);
  const added = await run('add', 'Rina', 'all', '00:00-00:00', '--json', '--as', 'edi');
  const [shift] = JSON.parse(added.stdout).shifts;
  expect(shift).toMatchObject({ reviewer: 'Rina', days: [0, 1, 2, 3, 4, 5, 6], minutes: 1440 });
  expect((await run('now')).stdout).toContain('on duty: Rina, until');
  expect((await run('add', 'Rina', 'someday', '07:00-15:00')).stderr).toContain('is no day');
  expect((await run('on', 'Rina', '2027-02-30 07:00', '2027-02-30 08:00')).stderr).toContain(
    'is no time',
  );
  expect((await run('ical')).stdout).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*SUMMARY:Piket: Rina/);
  await run('note', 'Telepon 0812-3456-7890', '--as', 'rina');
  expect((await run('notes')).stdout).toContain('rina: Telepon [nomor telepon]');
  expect((await run('remove', shift.id)).stdout).toContain('on duty now: nobody');
  const alarms = await posko(['alarms', 'list', '--json', '--data', folder.path]);
  expect(JSON.parse(alarms.stdout)).toEqual([]);
  const status = await posko(['alarms', 'status', '--data', folder.path]);
  expect(status.stdout).toContain('receiving working');
});
