import { expect, test } from 'vitest';
import { previewChange } from '../../src/services/fact-checks/preview-change.ts';
import type { Wanted } from '../../src/services/fact-checks/proposed-change.ts';
import { aCitizen, aTurn } from '../support/builders.ts';
import { openChanges } from '../support/open-changes.ts';
import { loadScript, MORNING } from '../support/stage.ts';

const correct = (changes: Extract<Wanted, { type: 'correct' }>['changes']): Wanted => ({
  ...{ type: 'correct', id: 'f', changes },
});

test.for<[what: string, told: number, wanted: Wanted]>([
  ['another verdict', 1, correct({ verdict: 'benar' })],
  ['another explanation', 1, correct({ summary: 'Bank buka, kata otoritasnya.' })],
  ['another title', 0, correct({ title: 'Bank tetap buka' })],
  ['a withdrawal', 1, { type: 'retract', id: 'f' }],
])('a reviewer sees that %s is news for %i of those who were told', async ([, told, wanted]) => {
  const { deps, store } = await openChanges();
  const citizen = await aCitizen(store);
  const heard = { factCheck: 'f', version: 1, at: MORNING };
  await store.turns.commitTurn(aTurn({ citizen, changes: [{ type: 'told', told: heard }] }));
  const preview = await previewChange({ ...deps, script: loadScript() }, wanted);
  expect(preview).toMatchObject({ total: 1, citizens: told, items: [{ id: 'f', told }] });
});

test('a reviewer sees the reason for a withdrawal as citizens will, its addresses broken', async () => {
  const { deps } = await openChanges();
  const asked = { ...deps, script: loadScript() };
  const why = 'Keliru: http://jahat.example/a';
  const { items } = await previewChange(asked, { type: 'retract', id: 'f' }, why);
  expect(items[0]?.after).toContain('Alasannya: Keliru: hxxp://jahat[.]example/a');
});
