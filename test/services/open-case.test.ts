import { expect, test } from 'vitest';
import { openCase } from '../../src/services/actions/open-case.ts';
import { aMessage } from '../support/builders.ts';
import { aTurnWith, deps, NOW } from '../support/report-stage.ts';

const NOTHING = { tier: 'none', matches: [] };

/** The case that a citizen opens with a picture that nobody can read. */
async function caseOf(text: string, heard: string) {
  const store = { cases: { tipsBy: async () => [], byTicket: async () => undefined } };
  const openCases = { follow: async () => {}, seen: () => 0, find: async () => undefined };
  const index = { match: async () => NOTHING };
  const randomBytes = (length: number) => new Uint8Array(length).fill(7);
  const parts = { ...deps, store, openCases, index, randomBytes } as unknown;
  const letter = aMessage({ kind: 'image', text, forwarded: false });
  const turn = { ...aTurnWith(), pending: [{ key: 'm', letter, arrivedAt: NOW }] };
  const values = { items: [{ id: 'm', label: '' }], heard };
  await openCase.run(parts as Parameters<typeof openCase.run>[0], turn, values);
  const opened = turn.changes.find(({ type }) => type === 'open-case');
  return opened?.type === 'open-case' ? opened.case.claim : undefined;
}

const TOLD = 'Nama saya Rustam, di gambar itu katanya semua bank tutup sebulan';
const MASKED = 'Nama saya [nama], di gambar itu katanya semua bank tutup sebulan';

test.for([
  ['with it', TOLD, ''],
  ['when asked what it shows', '', TOLD],
] as const)('whoever says their name %s is not named at the desk', async ([, text, heard]) => {
  expect(await caseOf(text, heard)).toBe(MASKED);
});
