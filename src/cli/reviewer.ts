import { Command, Option } from 'commander';
import { withAccounts } from '../app/open-accounts.ts';
import { type Role, roles } from '../domain/accounts/permissions.ts';
import type { AccountDeps } from '../services/accounts/account-deps.ts';
import { withStoreOptions, wordsOf } from './desk-command.ts';
import { configFor } from './output.ts';
import { add, changeRole, disable, enable, list, type Options, reset } from './reviewer-actions.ts';

type Act = (gate: AccountDeps, options: Options, ...words: string[]) => Promise<void>;

/** `posko reviewer …`: who may come to the desk, and as what. */
export function reviewerCommand(): Command {
  const reviewer = new Command('reviewer').description('who may come to the desk, and as what');
  withTotp(put(reviewer, 'add <name>', 'add a reviewer; asks for a password', add)).addOption(
    new Option('--role <role>', 'what they may do').choices(roles).makeOptionMandatory(),
  );
  put(reviewer, 'list', 'list the reviewers', list);
  put(reviewer, 'role <name> <role>', `give another role: ${roles.join(', ')}`, changeRole);
  put(reviewer, 'disable <name>', 'shut somebody out at once', disable);
  put(reviewer, 'enable <name>', 'let them in again', enable);
  withTotp(put(reviewer, 'reset <name>', 'give a new password and authenticator', reset));
  return reviewer;
}

function put(reviewer: Command, usage: string, description: string, act: Act): Command {
  const command = withStoreOptions(reviewer.command(usage).description(description));
  return command.action(async (...given: unknown[]) => {
    const options = command.opts<Options & { role?: Role }>();
    await withAccounts(configFor(options), (gate) => act(gate, options, ...wordsOf(given)));
  });
}

function withTotp(command: Command): Command {
  return command.option('--no-totp', 'without an authenticator, where the role needs none');
}
