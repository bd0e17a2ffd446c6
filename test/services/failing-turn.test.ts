import { expect, test, vi } from 'vitest';
import type { BotContent } from '../../src/domain/content/bot-content.ts';
import { Busy } from '../../src/ports/concurrency-limit.ts';
import type { TurnState } from '../../src/ports/turn-state.ts';
import type { ConversationDeps } from '../../src/services/conversation/conversation-deps.ts';
import { tryTurn } from '../../src/services/conversation/try-turn.ts';
import { FactCheckIndex } from '../../src/services/fact-checks/fact-check-index.ts';
import { loadScript, openStage } from '../support/stage.ts';

/** The real script, but the words for one key are gone, as if a deploy had lost them. */
function withoutWords(key: string): BotContent {
  const script = loadScript();
  const locales = new Map(
    [...script.locales].map(([code, locale]) => {
      const say = new Map([...locale.say].filter(([name]) => name !== key));
      return [code, { ...locale, say }];
    }),
  );
  return { ...script, locales };
}

test('a turn that keeps failing is given up with an apology, and the next message is served', async () => {
  const { player, heard, errors, close } = await openStage({ script: withoutWords('help.help') });
  await player.write('w1', { text: 'bantuan' });
  await player.settle();
  await player.settle();
  await player.settle();
  expect(heard.map(({ reply }) => reply.text)).toEqual([expect.stringContaining('gangguan')]);
  expect(errors.length).toBeGreaterThanOrEqual(1);
  await player.write('w1', { text: 'halo' });
  expect(heard.at(-1)?.reply.text).toContain('Halo!');
  await close();
});

test('a turn waits for an index that is being opened, however often it is tried', async () => {
  const { player, heard, errors, close } = await openStage();
  const busy = vi.spyOn(FactCheckIndex.prototype, 'match').mockImplementation(async () => {
    throw new Busy('the index is being opened');
  });
  await player.write('w1', { text: 'Besok semua bank tutup sebulan, segera ambil uang Anda' });
  for (let tries = 0; tries < 6; tries += 1) await player.settle();
  expect(heard).toEqual([]);
  expect(errors.length).toBeGreaterThan(3);
  busy.mockRestore();
  await player.settle();
  expect(heard.map(({ reply }) => reply.text).join()).not.toContain('gangguan');
  expect(heard.length).toBeGreaterThan(0);
  await close();
});

test.for([
  [0, 'taken'],
  [1, 'taken'],
  [2, 'taken alone'],
  [4, 'taken alone'],
] as const)('a turn that was begun %i times and never ended is %s', async ([begun, how]) => {
  const done: string[] = [];
  const turns = { beginTurn: async () => begun, endTurn: async () => {} };
  const suspects = async <T>(work: () => Promise<T>) => {
    done.push('alone');
    return work();
  };
  const deps = { store: { turns }, suspects } as unknown as ConversationDeps;
  const state = { pending: [{}] } as unknown as TurnState; // somebody wrote something
  const take = async () => {
    done.unshift('taken');
    return { type: 'rest' } as const;
  };
  await tryTurn(deps, { citizen: 'c', state, take });
  expect(done.join(' ')).toBe(how);
});

test('failures of turns that came through in the end are not held against the next', async () => {
  const { player, heard, close } = await openStage();
  for (let round = 0; round < 2; round += 1) {
    const fails = vi
      .spyOn(FactCheckIndex.prototype, 'match')
      .mockRejectedValueOnce(new Error('for once'))
      .mockRejectedValueOnce(new Error('for twice'));
    await player.write('w1', { text: 'Besok semua bank tutup sebulan, segera ambil uang Anda' });
    for (let tries = 0; tries < 4; tries += 1) await player.settle();
    fails.mockRestore();
  }
  const said = heard.map(({ reply }) => reply.text).join();
  expect(said).not.toContain('gangguan');
  expect(said).toContain('bank');
  await close();
});
