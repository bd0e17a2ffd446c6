import { expect, test } from 'vitest';
import { defaultSettings } from '../../src/domain/settings/settings.ts';

test('without a word of the operator nothing is kept longer than citizens are told', () => {
  const { letterDays, tipDays, mediaDays, addressDays, tallyDays, reportDays } = defaultSettings;
  expect({ letterDays, tipDays, mediaDays, addressDays, tallyDays, reportDays }).toEqual({
    letterDays: 2,
    tipDays: 30,
    mediaDays: 7,
    addressDays: 90,
    tallyDays: 400,
    reportDays: 14,
  });
});

test('without a word of the operator every message goes out, nothing is an exercise, and no template is used', () => {
  expect(defaultSettings).toMatchObject({ monthlyAllowance: 0, exercise: '', undoMs: 0 });
  expect(defaultSettings.reach.hasTemplate).toBe(false);
  expect(defaultSettings.prices.markets).toEqual([]);
});

test('without a word of the operator nobody is written to at night, nor often', () => {
  const { quietFrom, quietUntil, morning, perDay, perWeek, linkedPerDay, linkedPerWeek } =
    defaultSettings.reach;
  expect([quietFrom, quietUntil, morning].map((minute) => minute / 60)).toEqual([20, 6, 7]);
  expect({ perDay, perWeek, linkedPerDay, linkedPerWeek }).toEqual({
    perDay: 2,
    perWeek: 10,
    linkedPerDay: 1,
    linkedPerWeek: 3,
  });
});

test('without a word of the operator a case is to be decided within a day, and silence begins after two seconds', () => {
  expect(defaultSettings).toMatchObject({
    serviceMs: 86_400_000,
    urgentMs: { life: 300_000, hour: 3_600_000 },
    humanQuietMs: 43_200_000,
    quietMs: 2000,
  });
});
