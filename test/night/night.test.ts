import { expect, onTestFinished, test } from 'vitest';
import { checkNight } from './check-night.ts';
import { playNight } from './play-night.ts';

test('an election night ends every report, shows every threat and keeps to consents', {
  timeout: 600_000,
}, async () => {
  const played = await playNight({ tips: 200, reports: 15, seed: 20240214 });
  onTestFinished(() => played.close());
  const checks = await checkNight(played);
  expect(checks.map(({ name, faults }) => ({ name, faults }))).toEqual(
    checks.map(({ name }) => ({ name, faults: [] })),
  );
  for (const { name, count } of checks) expect(count, name).toBeGreaterThan(0);
});
