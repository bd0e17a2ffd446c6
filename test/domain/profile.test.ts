import { expect, test } from 'vitest';
import {
  interestOf,
  newProfile,
  profileSchema,
  withSubscriptions,
} from '../../src/domain/citizens/profile.ts';
import type { Subscriptions } from '../../src/domain/subscriptions/subscription.ts';
import { isStale } from '../../src/domain/voters/contact-age.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;
const consent = { version: 'a', at: MORNING };
const reach: Subscriptions = {
  subscription: { every: 'daily', interest: 'health', consent, since: MORNING, nextAt: MORNING },
};

test('who writes for the first time has agreed to nothing and subscribes to nothing', () => {
  const profile = newProfile('id', MORNING);
  expect(profileSchema.parse(profile)).toEqual(profile);
  expect(Object.keys(profile).toSorted()).toEqual([
    'allowance',
    'firstAt',
    'isOptedOut',
    'language',
  ]);
  expect(profile).toMatchObject({ isOptedOut: false, allowance: { at: MORNING, warned: false } });
  expect(interestOf(profile)).toBeNull();
});

test('who has opted out is no subscriber, whatever they subscribed to', () => {
  const profile = withSubscriptions(newProfile('id', MORNING), reach);
  expect(interestOf(profile)).toBe('health');
  expect(interestOf({ ...profile, isOptedOut: true })).toBeNull();
});

test('where nothing is subscribed to any more the profile does not say so', () => {
  const profile = withSubscriptions(newProfile('id', MORNING), reach);
  expect(withSubscriptions(profile, {})).toEqual(newProfile('id', MORNING));
});

test('a contact may be wrong once nobody has looked at it for half a year', () => {
  expect(isStale('2026-11-24', Date.parse('2026-11-24T09:00:00+07:00'))).toBe(false);
  expect(isStale('2026-11-24', Date.parse('2026-11-24T09:00:00+07:00') + 180 * DAY)).toBe(false);
  expect(isStale('2026-11-24', Date.parse('2026-11-24T09:00:00+07:00') + 181 * DAY)).toBe(true);
});
