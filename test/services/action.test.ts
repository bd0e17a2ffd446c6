import { expect, test } from 'vitest';
import type { Values } from '../../src/engine/conversation.ts';
import type { Turn } from '../../src/ports/turn.ts';
import { type Action, action } from '../../src/services/actions/action.ts';
import { type ActionDeps, actionsByName } from '../../src/services/actions/registry.ts';

test('an outcome that is not declared does not compile', () => {
  // @ts-expect-error: "edge" is not among the outcomes
  const once = action(['heads'], () => ({ outcome: 'edge' }));
  // @ts-expect-error: "edge" is not among the outcomes
  const later = action(['heads'], async (_deps, turn) => ({
    outcome: turn.isForgotten ? 'edge' : 'heads',
  }));
  expect([once, later].map(({ outcomes }) => outcomes)).toEqual([['heads'], ['heads']]);
});

test('what an action needs beyond what all are given does not compile', () => {
  const needy = action(['called'], ({ friend }: { friend: string }) => ({
    outcome: 'called',
    values: { friend },
  }));
  // @ts-expect-error: no friend is among what actions are given
  const asAny: Action<ActionDeps> = needy;
  expect(asAny.outcomes).toEqual(['called']);
});

test('all actions together need no more than each of them declares', async () => {
  const forget = actionsByName.get('forget');
  // @ts-expect-error: the store is among what actions need
  const poor: ActionDeps = {};
  const taken = Promise.resolve().then(() => forget?.run(poor, {} as Turn, {} as Values));
  await expect(taken).rejects.toThrow(TypeError);
});
