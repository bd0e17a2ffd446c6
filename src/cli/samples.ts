import { withStore } from '../app/open-store.ts';
import { createCommand } from './create-command.ts';
import { configFor, printAs, type StoreOptions } from './output.ts';

export const samplesCommand = createCommand('samples', { remove: runRemove });

async function runRemove(options: StoreOptions): Promise<void> {
  const config = configFor(options);
  const removed = await withStore(config, ({ factChecks }) => factChecks.removeSamples());
  printAs(options, { removed }, `${removed} samples removed`);
}
