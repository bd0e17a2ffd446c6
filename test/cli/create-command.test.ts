import type { Command } from 'commander';
import { expect, test } from 'vitest';
import usages from '../../src/cli/case-usages.json' with { type: 'json' };
import helps from '../../src/cli/commands.json' with { type: 'json' };
import { commands } from '../../src/cli/commands.ts';

function usagesIn(command: Command, path: string): string[] {
  return [path, ...command.commands.flatMap((each) => usagesIn(each, `${path} ${each.name()}`))];
}

test('what is described are the commands that there are', async () => {
  const loaded = await Promise.all([...commands.values()].map((load) => load()));
  const made = loaded.flatMap((command) => usagesIn(command, command.name()));
  const ofCases = Object.values(usages).map(({ usage }) => `review ${usage.split(' ')[0]}`);
  const described = Object.entries(helps).flatMap(([path, help]) => [
    path,
    ...Object.keys('commands' in help ? help.commands : {}).map(
      (usage) => `${path} ${usage.split(' ')[0]}`,
    ),
  ]);
  expect(made.toSorted()).toEqual([...described, ...ofCases].toSorted());
});
