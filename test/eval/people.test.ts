import { expect, test } from 'vitest';
import { loadScript } from '../support/stage.ts';
import { readDialogues } from './people-dialogues.ts';
import { openPeopleStage } from './people-stage.ts';
import { beginAt, beginnings } from './people-states.ts';

test('every dialogue can be read', () => {
  expect(readDialogues('test/eval/people').length).toBeGreaterThan(0);
});

test('a conversation is brought to every state in which a dialogue can begin', async () => {
  const stage = await openPeopleStage(loadScript());
  for (const beginning of beginnings) {
    stage.turns.length = 0;
    expect(await beginAt(stage, beginning, beginning)).toBeUndefined();
  }
  expect(stage.errors).toEqual([]);
  await stage.close();
});
