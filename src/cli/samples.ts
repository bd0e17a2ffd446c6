import type { Command } from 'commander';
import { withStore } from '../app/open-store.ts';
import { addCommand, createCommand } from './create-command.ts';
import { configFor, printAs, type StoreOptions } from './output.ts';

/** The `samples` command: the fact-checks of the simulator. */
export function samplesCommand(): Command {
  const command = createCommand('samples');
  addCommand(command, 'remove').action(runRemove);
  return command;
}

async function runRemove(options: StoreOptions): Promise<void> {
  const config = configFor(options);
  const removed = await withStore(config, ({ factChecks }) => factChecks.removeSamples());
  printAs(options, { removed }, `${removed} samples removed`);
}
