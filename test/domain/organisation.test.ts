import { expect, test } from 'vitest';
import {
  hasSecondContact,
  isAuthority,
  wantedOrganisationSchema,
} from '../../src/domain/partners/organisation.ts';

const bawaslu = { id: 'bawaslu', name: 'Bawaslu', kind: 'supervisor' } as const;
const accepts = (changes: object) =>
  wantedOrganisationSchema.safeParse({ ...bawaslu, ...changes }).success;

test.each(['webhook', 'second'] as const)('%s: nothing leaves without encryption', (field) => {
  expect(accepts({ [field]: 'https://partner.example/masuk' })).toBe(true);
  expect(accepts({ [field]: 'http://127.0.0.1:8080/masuk' })).toBe(true);
  for (const open of [
    'http://partner.example/masuk',
    'http://127.0.0.1.partner.example/masuk',
    'http://127.0.0.10:8080/masuk',
    'ftp://partner.example/masuk',
    'javascript:alert(1)//https://partner.example',
    'partner.example',
  ]) {
    expect([open, accepts({ [field]: open })]).toEqual([open, false]);
  }
});

test.each([
  [{ id: 'Bawaslu' }],
  [{ id: 'b' }],
  [{ id: 'bawaslu/..' }],
  [{ id: `b${'a'.repeat(20)}` }],
  [{ name: '*Bawaslu*' }],
  [{ name: 'Bawaslu\u202e' }],
  [{ name: 'Bawaslu\nPolri' }],
  [{ kind: 'friend' }],
  [{ liaison: 'Rina' }],
])('no partner is %j', (changes) => {
  expect(accepts(changes)).toBe(false);
});

test('an authority may know who is reported, a newsroom may not', () => {
  expect(isAuthority({ kind: 'supervisor' })).toBe(true);
  expect(isAuthority({ kind: 'police' })).toBe(true);
  expect(isAuthority({ kind: 'newsroom' })).toBe(false);
});

test('a second contact is an address or a person', () => {
  expect(hasSecondContact({})).toBe(false);
  expect(hasSecondContact({ second: 'https://partner.example/dua' })).toBe(true);
  expect(hasSecondContact({ deputy: 'Siti, 0812 3456 7890' })).toBe(true);
});
