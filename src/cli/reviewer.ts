import { type Command, Option } from 'commander';
import { withAccounts } from '../app/open-accounts.ts';
import { type Role, roles } from '../domain/accounts/permissions.ts';
import type { AccountDeps } from '../services/accounts/account-deps.ts';
import { addCommand, createCommand } from './create-command.ts';
import { wordsOf } from './desk-command.ts';
import { configFor } from './output.ts';
import { add, changeRole, disable, enable, list, type Options, reset } from './reviewer-actions.ts';

type Act = (gate: AccountDeps, options: Options, ...words: string[]) => Promise<void>;

/** `posko reviewer …`: who may come to the desk, and as what. */
export function reviewerCommand(): Command {
  const reviewer = createCommand('reviewer');
  put(reviewer, 'add <name>', add).addOption(
    new Option('--role <role>', 'what they may do').choices(roles).makeOptionMandatory(),
  );
  put(reviewer, 'list', list);
  put(reviewer, 'role <name> <role>', changeRole);
  put(reviewer, 'disable <name>', disable);
  put(reviewer, 'enable <name>', enable);
  put(reviewer, 'reset <name>', reset);
  return reviewer;
}

function put(reviewer: Command, usage: string, act: Act): Command {
  const command = addCommand(reviewer, usage);
  return command.action(async (...given: unknown[]) => {
    const options = command.opts<Options & { role?: Role }>();
    await withAccounts(configFor(options), (gate) => act(gate, options, ...wordsOf(given)));
  });
}
