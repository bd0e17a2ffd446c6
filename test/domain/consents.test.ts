import { expect, test } from 'vitest';
import {
  askedRights,
  consentEntrySchema,
  consentPurposes,
  consentTextSchema,
  openRequestSchema,
} from '../../src/domain/privacy/consents.ts';
import { MORNING } from '../support/stage.ts';

test('a yes and its withdrawal are read back for every purpose, and nothing else is', () => {
  for (const purpose of consentPurposes) {
    for (const deed of ['given', 'withdrawn'] as const) {
      const entry = { purpose, deed, digest: 'a'.repeat(64), at: MORNING };
      expect(consentEntrySchema.parse(entry)).toEqual(entry);
    }
  }
  const other = { purpose: consentPurposes[0], deed: 'refused', digest: 'a', at: MORNING };
  expect(consentEntrySchema.safeParse(other).success).toBe(false);
  const strange = { ...other, deed: 'given', purpose: 'advertising' };
  expect(consentEntrySchema.safeParse(strange).success).toBe(false);
});

test('the words of a consent are kept as they were shown, each with its language', () => {
  const shown = {
    digest: 'a'.repeat(64),
    purpose: consentPurposes[0],
    language: 'jv',
    version: 'aaaa',
    text: 'Oleh?\nYa',
  };
  expect(consentTextSchema.parse(shown)).toEqual(shown);
  for (const field of ['digest', 'purpose', 'language', 'version', 'text'] as const) {
    const { [field]: _, ...less } = shown;
    expect([field, consentTextSchema.safeParse(less).success]).toEqual([field, false]);
  }
});

test('each right that is claimed besides erasure leaves a record', () => {
  expect(askedRights).toEqual(['withdrawal', 'restriction', 'continuation']);
});

test('a request that is open knows its files and when it is to be looked at next', () => {
  const open = { receipt: 'K7Q2', at: MORNING, nextAt: MORNING + 1, files: ['a'.repeat(64)] };
  expect(openRequestSchema.parse(open)).toEqual(open);
  const { files: _, ...without } = open;
  expect(openRequestSchema.safeParse(without).success).toBe(false);
});
