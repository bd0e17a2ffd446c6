import { expect, test } from 'vitest';
import { performCaseAction } from '../../src/services/cases/case-actions.ts';
import { claim } from '../../src/services/cases/decide-case.ts';
import { aDesk } from '../support/a-desk.ts';
import { aReviewer } from '../support/gate.ts';

test('a case is handed over to a colleague who can still log in and may work on cases', async () => {
  const { deps, store, ticket } = await aDesk();
  for (const [name, changes] of [
    ['Budi', {}],
    ['Lama', { isDisabled: true }],
    ['Vina', { role: 'viewer' as const }],
  ] as const) {
    await store.reviewers.add(aReviewer({ name, ...changes }));
  }
  const actor = { name: 'Rina', role: 'editor' as const };
  const hand = async (to: string) => {
    await claim(deps, { ticket, reviewer: 'Rina' });
    return performCaseAction(deps, { ticket, actor }, { name: 'hand-over', to });
  };
  for (const to of ['Lama', 'Vina', 'Entah']) {
    expect(await hand(to)).toEqual({ type: 'refused', why: 'no-colleague' });
  }
  expect((await hand('budi')).type).toBe('done');
  expect((await store.cases.byTicket(ticket))?.assignee).toBe('Budi');
});
