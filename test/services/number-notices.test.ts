import { expect, onTestFinished, test } from 'vitest';
import { listNotices, noteNotice } from '../../src/services/messaging/number-notices.ts';
import { openInMemory } from '../support/both-stores.ts';
import { MORNING } from '../support/stage.ts';

test.for([
  ['a second later', 'quality-green', 1000],
  ['in the same second', 'quality-green', 0],
  ['late, from a second before', 'quality-red', -1000],
] as const)(
  'of two notices about a number, where the other comes %s, %s stands',
  async ([, stands, after]) => {
    const store = await openInMemory();
    onTestFinished(() => store.close());
    await noteNotice({ store }, { topic: 'quality-red', of: '62812', at: MORNING });
    const next = { topic: 'quality-green', of: '62812', at: MORNING + after } as const;
    expect(await noteNotice({ store }, next)).toBe(after < 0 ? 'late' : 'saved');
    expect((await listNotices({ store })).map(({ topic }) => topic)).toEqual([stands]);
  },
);
