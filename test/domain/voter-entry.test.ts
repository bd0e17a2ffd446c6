import { expect, test } from 'vitest';
import {
  checkVoterEntries,
  flawOf,
  isShown,
  voterEntrySchema,
} from '../../src/domain/voters/voter-answer.ts';
import { anEntry } from '../support/voter-entries.ts';

const day = { today: '2026-11-24', staleBefore: '2026-05-28' };

test('an entry that nobody has verified, or whose time is not now, is not shown', () => {
  expect(flawOf(anEntry({ verified: undefined }), day)).toBe('unverified');
  expect(flawOf(anEntry({ validUntil: '2026-11-23' }), day)).toBe('expired');
  expect(flawOf(anEntry({ validFrom: '2026-11-25' }), day)).toBe('early');
  for (const fields of [{ verified: undefined }, { validUntil: '2026-11-23' }]) {
    expect(isShown(anEntry(fields), day.today)).toBe(false);
  }
});

test('its first and its last day are among those on which it is shown', () => {
  const entry = anEntry({ validFrom: '2026-11-24', validUntil: '2026-11-24' });
  expect(isShown(entry, '2026-11-24')).toBe(true);
});

test('an entry verified long ago is flagged, and shown all the same', () => {
  const entry = anEntry({ verified: '2026-05-01' });
  expect(flawOf(entry, day)).toBe('stale');
  expect(isShown(entry, day.today)).toBe(true);
});

test('an answer longer than a small screen, a title longer than a row and a place that is none are refused', () => {
  const entry = anEntry();
  expect(voterEntrySchema.safeParse({ ...entry, answer: { id: 'a'.repeat(601) } }).success).toBe(
    false,
  );
  expect(voterEntrySchema.safeParse({ ...entry, title: { id: 'a'.repeat(25) } }).success).toBe(
    false,
  );
  expect(voterEntrySchema.safeParse({ ...entry, region: 'Wakanda' }).success).toBe(false);
});

test('an id given twice, a contact that is not there and a gap that nothing fills are named', () => {
  const strange = anEntry({ contact: 'nowhere', answer: { id: 'Tanggal {day}' } });
  expect(checkVoterEntries([strange, strange], new Set(['kpu']))).toEqual([
    '"posko-pemilih" names the contact nowhere, which locales/contacts.yaml does not have',
    '"posko-pemilih" has {day} in its answer, which nothing fills',
    '"posko-pemilih" is there twice',
    '"posko-pemilih" names the contact nowhere, which locales/contacts.yaml does not have',
    '"posko-pemilih" has {day} in its answer, which nothing fills',
  ]);
});

test('a sound entry has no fault, and the calendar fills the day and the election', () => {
  const sound = anEntry({ calendar: true, answer: { id: 'Tanggal {day}, {election}.' } });
  expect(checkVoterEntries([sound], new Set())).toEqual([]);
  const strange = anEntry({ calendar: true, answer: { id: '{day} {hour}' } });
  expect(checkVoterEntries([strange], new Set())).toEqual([
    '"posko-pemilih" has {hour} in its answer, which nothing fills',
  ]);
});

test('an entry may end on the day it begins, not before', () => {
  const ends = (validUntil: string) =>
    voterEntrySchema.safeParse({ ...anEntry(), validFrom: '2026-11-24', validUntil }).success;
  expect([ends('2026-11-24'), ends('2026-11-23')]).toEqual([true, false]);
});

test('an entry verified on the first day that counts is not stale', () => {
  expect(flawOf(anEntry({ verified: day.staleBefore }), day)).toBeUndefined();
});
