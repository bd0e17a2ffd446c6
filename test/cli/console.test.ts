import { expect, test } from 'vitest';
import { posko } from '../support/posko.ts';

test('without a terminal the console says what to use instead', async () => {
  const ran = await posko(['console', '--as', 'rina']);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('"posko review" has the same without one');
});
