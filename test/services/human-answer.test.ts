import { expect, test } from 'vitest';
import { start } from '../../src/domain/content/flow-names.ts';
import { leaveToHuman } from '../../src/services/messaging/human-answer.ts';
import { aTurnWith, NOW } from '../support/report-stage.ts';

test.for([
  ['a reminder that was promised', true, 'report-reminder', 0],
  ['news that was promised', true, 'news', 0],
  ['what a citizen writes', false, 'greeting', 1],
  ['danger that a citizen writes of', true, 'danger', 1],
] as const)('while somebody answers by hand, %s is taken up: %s', ([, isTaken, flow, messages]) => {
  const turn = aTurnWith();
  turn.profile = { ...turn.profile, humanUntil: NOW + 1 };
  const input = start(flow);
  const plan = { type: 'turn' as const, done: [], messages, input };
  expect(leaveToHuman(turn, plan, input)).toEqual(isTaken ? input : null);
});

test.for([
  ['the erasure of their data', true, ['tip', 'forget']],
  ['a message, with the erasure behind it', false, ['forget', 'tip']],
] as const)(
  'while somebody answers by hand, an answer about %s is heard: %s',
  ([, isHeard, flows]) => {
    const turn = aTurnWith();
    turn.profile = { ...turn.profile, humanUntil: NOW + 1 };
    const frames = flows.map((flow) => ({ flow, state: 'ask', values: {} }));
    turn.conversation = { frames } as unknown as typeof turn.conversation;
    const input = { type: 'choice', choice: 'yes' } as const;
    const plan = { type: 'turn' as const, done: [], messages: 1, input };
    expect(leaveToHuman(turn, plan, input)).toEqual(isHeard ? input : null);
  },
);
