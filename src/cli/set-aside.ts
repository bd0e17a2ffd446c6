import { withStore } from '../app/open-store.ts';
import { aliasOf } from '../services/accounts/pseudonym.ts';
import { createCommand } from './create-command.ts';
import { configFor, printAs, printList, type StoreOptions } from './output.ts';

const MOST = 1000;

export const setAsideCommand = createCommand('set-aside', { list, retry });

async function list(options: StoreOptions): Promise<void> {
  const found = await withStore(configFor(options), ({ turns }) => turns.setAside(MOST));
  const messages = found.map(({ key, citizen, arrivedAt }) => ({
    message: key,
    citizen: aliasOf(citizen),
    arrived: new Date(arrivedAt).toISOString(),
  }));
  printList(options, messages, {
    none: 'no messages are set aside',
    line: ({ message, citizen, arrived }) => `${arrived}  ${citizen}  ${message}`,
  });
}

async function retry(options: StoreOptions): Promise<void> {
  const count = await withStore(configFor(options), ({ turns }) => turns.takeUpAgain());
  printAs(options, { retried: count }, `${count} messages are read again`);
}
