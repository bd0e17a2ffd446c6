import { expect, test } from 'vitest';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { idle } from '../../src/engine/conversation.ts';
import { beginTurn } from '../../src/ports/turn.ts';
import { composeReplies } from '../../src/services/responses/compose-replies.ts';
import { loadScript, MORNING } from '../support/stage.ts';

/** WhatsApp refuses a text that is longer. */
const MOST = 4096;

/** The replies of a turn that says several things, each of so many letters. */
function repliesTo(...lengths: number[]): string[] {
  const nobody = { revision: 0, due: null, channel: '', pending: [] };
  const profile = newProfile('id', MORNING);
  const state = { ...nobody, profile, conversation: idle, heardAt: MORNING };
  const turn = beginTurn(state, { citizen: 'c1', now: MORNING });
  for (const length of lengths) {
    const verdict = 'a'.repeat(length);
    turn.utterances.push({ type: 'say', key: 'warning.show', values: { verdict } });
  }
  const deps = { script: loadScript(), settings: defaultSettings };
  return composeReplies(deps, turn).map(({ text }) => text);
}

test('what a turn says is one message as a rule, and several where WhatsApp would refuse it', () => {
  expect(repliesTo(500, 500)).toHaveLength(1);
  const long = repliesTo(2000, 2000, 100);
  expect(long).toHaveLength(2);
  expect(Math.max(...long.map((text) => text.length))).toBeLessThanOrEqual(MOST);
  expect(long.join('').match(/a{100}/g)?.length).toBeGreaterThanOrEqual(41);
});
