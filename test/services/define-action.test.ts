import { expect, test } from 'vitest';
import type { AppDeps } from '../../src/app/app-deps.ts';
import type { Values } from '../../src/engine/conversation.ts';
import type { Turn } from '../../src/ports/turn.ts';
import { type Action, defineAction } from '../../src/services/actions/define-action.ts';
import { type ActionDeps, actionsByName, byName } from '../../src/services/actions/registry.ts';

const flip = defineAction({
  name: 'flip-coin',
  aliases: ['toss-coin'],
  outcomes: ['heads', 'tails'],
  run: ({ randomBytes }: Pick<AppDeps, 'randomBytes'>) => ({
    outcome: randomBytes(1)[0] === 0 ? 'heads' : 'tails',
  }),
});

test('an action is found by its name and by the names it had before', () => {
  const found = byName([flip]);
  expect([...found.keys()]).toEqual(['flip-coin', 'toss-coin']);
  expect(found.get('toss-coin')).toBe(flip);
});

test('two actions of one name are refused', () => {
  const other = { ...flip, name: 'toss-coin', aliases: [] };
  expect(() => byName([flip, other])).toThrow('two actions are called toss-coin');
});

test('an outcome that is not declared does not compile', () => {
  const once = defineAction({
    name: 'flip-once',
    outcomes: ['heads'],
    // @ts-expect-error: "edge" is not among the outcomes
    run: () => ({ outcome: 'edge' }),
  });
  const later = defineAction({
    name: 'flip-later',
    outcomes: ['heads'],
    // @ts-expect-error: "edge" is not among the outcomes
    run: async (_deps, turn) => ({ outcome: turn.isForgotten ? 'edge' : 'heads' }),
  });
  expect([once, later].map(({ outcomes }) => outcomes)).toEqual([['heads'], ['heads']]);
});

test('what an action needs beyond what all are given does not compile', () => {
  const needy = defineAction({
    name: 'call-a-friend',
    outcomes: ['called'],
    run: ({ friend }: { friend: string }) => ({ outcome: 'called', values: { friend } }),
  });
  // @ts-expect-error: no friend is among what actions are given
  const asAny: Action<ActionDeps> = needy;
  expect(asAny.name).toBe('call-a-friend');
});

test('all actions together need no more than each of them declares', async () => {
  const forget = actionsByName.get('forget');
  // @ts-expect-error: the store is among what actions need
  const poor: ActionDeps = {};
  const taken = Promise.resolve().then(() => forget?.run(poor, {} as Turn, {} as Values));
  await expect(taken).rejects.toThrow(TypeError);
});
