import { withAccounts } from '../app/open-accounts.ts';
import { Failure } from '../app/user-error.ts';
import type { Verified } from '../domain/accounts/audit-event.ts';
import { createCommand } from './create-command.ts';
import { configFor, print, printJson, printList, type StoreOptions } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };

interface Options extends StoreOptions {
  limit: number;
  head?: string;
}

export const auditCommand = createCommand('audit', { list, verify });

async function list({ limit, ...options }: Options): Promise<void> {
  const entries = await withAccounts(configFor(options), ({ store }) => store.audit.list(limit));
  printList(options, entries, {
    line: ({ seq, at, by, what, of, details }) => {
      const more = Object.entries(details).map(([name, value]) => `${name}=${value}`);
      return `${seq} ${new Date(at).toISOString()} ${[by, what, of, ...more].join(' · ')}`;
    },
  });
}

async function verify(options: Options): Promise<void> {
  const verified = await withAccounts(configFor(options), ({ store }) =>
    store.audit.verify(options.head),
  );
  if (options.json) printJson(verified);
  else if (verified.type === 'sound') {
    print(`${verified.entries} entries, none changed. Note the head elsewhere:\n${verified.head}`);
  }
  if (verified.type !== 'sound') throw new Failure(problemOf(verified));
}

function problemOf(verified: Exclude<Verified, { type: 'sound' }>): string {
  if (verified.type === 'cut-off') {
    return `the log holds ${verified.entries} entries and not the head that was noted: its end was cut off, or the log replaced`;
  }
  return `entry ${verified.seq} ${refusals.entry[verified.why]}; what stands before it is whole`;
}
