import { expect, test } from 'vitest';
import { findFactCheck } from '../../src/services/actions/find-fact-check.ts';
import { aMessage } from '../support/builders.ts';
import { aTurnWith, deps, NOW } from '../support/report-stage.ts';

test('what joins an open question about official sites makes it one about any message, which is to be held back', async () => {
  const parts = {
    ...{ ...deps, store: { media: {} }, observe: () => {}, clock: { now: () => NOW } },
    index: { match: async () => ({ tier: 'none', matches: [] }) },
    voterAnswers: { understand: () => ({ type: 'nothing' }) },
  } as unknown as Parameters<typeof findFactCheck.run>[0];
  const items = [{ id: 'a', label: '' }];
  const consent = {
    flow: 'submit',
    state: 'consent',
    muddles: 0,
    values: { items, hosts: 'kpu.go.id' },
  };
  const search = { flow: 'tip', state: 'search', muddles: 0, values: {} };
  const letter = aMessage({ text: 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci' });
  const turn = {
    ...aTurnWith(),
    pending: [{ key: 'b', letter, arrivedAt: NOW }],
    conversation: { frames: [consent, search] },
  };
  const found = await findFactCheck.run(parts, turn, { items: [{ id: 'b', label: '' }] });
  expect(found.outcome).toBe('joined');
  expect(turn.conversation.frames[0]?.values).toEqual({
    ...{ items: [...items, { id: 'b', label: '' }], hosts: '' },
  });
});
