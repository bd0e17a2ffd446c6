import { expect, test } from 'vitest';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { Allowance } from '../../src/services/messaging/allowance.ts';
import { changeSetting } from '../../src/services/settings/change-setting.ts';
import { aDesk } from '../support/a-desk.ts';
import { MORNING } from '../support/stage.ts';

test('what was sent counts from that moment until the receipts of it have surely been counted', async () => {
  const clock = new VirtualClock(MORNING);
  const store = { figures: { tallies: async () => [] } } as unknown as Store;
  const settings = { ...defaultSettings, monthlyAllowance: 5 };
  const allowance = new Allowance({ store, clock, settings });
  const pass = () => clock.advance(10_000, async () => {});
  for (let sent = 0; sent < 5; sent += 1) {
    expect(await allowance.hasRoom('answer')).toBe(true);
    allowance.note('answer');
  }
  expect(await allowance.hasRoom('answer')).toBe(false);
  await pass();
  expect(await allowance.hasRoom('answer')).toBe(false);
  expect(await allowance.hasRoom('verdict')).toBe(true);
  await pass();
  expect(await allowance.hasRoom('answer')).toBe(true);
});

test('an allowance that is set at the desk holds from that moment, and no longer than it is set', async () => {
  const { deps } = await aDesk();
  deps.allowance.note('answer');
  const set = (value: number | undefined) =>
    changeSetting(deps, { name: 'monthly-allowance', value, by: 'Ayu' });
  expect(await deps.allowance.hasRoom('digest')).toBe(true);
  await set(1);
  expect(await deps.allowance.hasRoom('digest')).toBe(false);
  await set(undefined);
  expect(await deps.allowance.hasRoom('digest')).toBe(true);
});
