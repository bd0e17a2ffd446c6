import type { Command } from 'commander';
import { openStore } from '../app/open-store.ts';
import { addCommand, createCommand } from './create-command.ts';
import { configFor, printAs, type StoreOptions } from './output.ts';

/** The `samples` command: the fact-checks of the simulator. */
export function samplesCommand(): Command {
  const command = createCommand('samples');
  addCommand(command, 'remove').action(runRemove);
  return command;
}

async function runRemove(options: StoreOptions): Promise<void> {
  const store = await openStore(configFor(options));
  const removed = await store.factChecks.removeSamples().finally(() => store.close());
  printAs(options, { removed }, `${removed} samples removed`);
}
