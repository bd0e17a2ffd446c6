import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import usages from '../../src/cli/case-usages.json' with { type: 'json' };
import commands from '../../src/cli/commands.json' with { type: 'json' };

/** Every command of posko besides the two that the program itself adds. */
async function allCommands(): Promise<Command[]> {
  const files = globSync('src/cli/*.ts').map((file) => import(resolve(file)));
  const made = (await Promise.all(files)).flatMap((file: Record<string, unknown>) =>
    Object.entries(file).flatMap(([name, create]) =>
      /Commands?$/.test(name) && typeof create === 'function' && create.length === 0
        ? create()
        : [],
    ),
  );
  return made.filter((each) => each instanceof Command);
}

function usagesIn(command: Command, path: string): string[] {
  return [path, ...command.commands.flatMap((each) => usagesIn(each, `${path} ${each.name()}`))];
}

test('what is described are the commands that there are', async () => {
  const made = (await allCommands()).flatMap((command) => usagesIn(command, command.name()));
  const ofCases = Object.values(usages).map(({ usage }) => `review ${usage.split(' ')[0]}`);
  const described = Object.entries(commands).flatMap(([path, help]) => [
    path,
    ...Object.keys('commands' in help ? help.commands : {}).map(
      (usage) => `${path} ${usage.split(' ')[0]}`,
    ),
  ]);
  const ofProgram = ['samples', 'samples remove', 'doctor'];
  expect([...made, ...ofProgram].toSorted()).toEqual([...described, ...ofCases].toSorted());
});
