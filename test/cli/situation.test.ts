import { expect, test } from 'vitest';
import { aFolder } from '../support/builders.ts';
import { posko } from '../support/posko.ts';

test('the situation is printed as CSV or JSON, of hours or of a month, and of nothing else', async () => {
  const data = aFolder();
  const run = (...words: string[]) => posko(['alarms', 'situation', '--data', data, ...words]);
  const csv = (await run('--hours', '12')).stdout;
  expect(csv).toContain('"First answers and service levels","Who","came","in time"');
  expect(csv).toContain(
    '"Claims that name a side of the election, in the order of the ballot","PKB",0,0',
  );
  const month = JSON.parse((await run('--month', '2026-02', '--json')).stdout);
  expect(month.span).toEqual({
    since: Date.parse('2026-02-01T00:00:00+07:00'),
    until: Date.parse('2026-03-01T00:00:00+07:00'),
  });
  expect((await run('--month', 'februari')).stderr).toContain('februari is no month');
  expect((await run('--hours', 'six')).stderr).toContain('--hours takes a number');
});
