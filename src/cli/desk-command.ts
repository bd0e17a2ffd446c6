import { userInfo } from 'node:os';
import { type Command, Option } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import { may, type Permission } from '../domain/accounts/permissions.ts';
import type { Actor } from '../domain/accounts/reviewer.ts';
import type { Store } from '../ports/store.ts';
import { configFor } from './output.ts';

/** Options of every command that works at the desk. */
export interface DeskOptions {
  json?: boolean;
  data?: string;
  /** The reviewer's name, as the account spells it. */
  as: string;
}

/** What a command at the desk does with the words after its name. */
export type DeskAct<T extends DeskOptions = DeskOptions> = (
  deps: AppDeps,
  options: T,
  ...words: string[]
) => void | Promise<void>;

/** `--as`: in whose name something is done at the desk. */
export function asReviewer(): Option {
  return new Option('--as <reviewer>', 'your name').default(userInfo().username, 'your login');
}

/** Adds the options of every command that reads the store: `--json` and `--data`. */
export function withStoreOptions(command: Command): Command {
  return command
    .option('--json', 'print JSON')
    .option('--data <folder>', 'folder of the embedded store');
}

/** Adds a command with `--json`, `--data` and `--as`, for those who have a permission. */
export function deskCommand<T extends DeskOptions>(
  parent: Command,
  usage: string,
  [permission, description, act]: readonly [Permission, string, DeskAct<T>],
): Command {
  const command = withStoreOptions(parent.command(usage).description(description));
  return actAtDesk(command.addOption(asReviewer()), permission, act);
}

/** Makes a command act at the desk: as a reviewer with the permission, or as nobody where none is needed. */
export function actAtDesk<T extends DeskOptions>(
  command: Command,
  permission: Permission | undefined,
  act: DeskAct<T>,
): Command {
  return command.action(async (...given: unknown[]) => {
    const options = command.opts<T>();
    await atDesk(configFor(options), async (deps) => {
      const actor = permission && (await findReviewer(deps.store, options.as, permission));
      await act(deps, { ...options, ...(actor && { as: actor.name }) }, ...wordsOf(given));
    });
  });
}

/** The words after a command's name; Commander adds the options and the command itself. */
export function wordsOf(given: readonly unknown[]): string[] {
  return given
    .slice(0, -2)
    .flat()
    .filter((word) => word !== undefined)
    .map(String);
}

/** Finds who works at the desk under a name, as `findActor` does, and makes sure that they may do a thing. */
export async function findReviewer(
  store: Pick<Store, 'reviewers'>,
  name: string,
  permission: Permission,
): Promise<Actor> {
  const found = await findActor(store, name);
  if (!may(found.role, permission)) throw new Failure(explainForbidden(found));
  return found;
}

/**
 * Finds who works at the desk under a name. Without any accounts, everybody with a shell on the machine is trusted;
 * with accounts, the name must be one of them, and is spelt as the account is.
 */
export async function findActor(
  { reviewers }: Pick<Store, 'reviewers'>,
  name: string,
): Promise<Actor> {
  const accounts = await reviewers.list();
  if (accounts.length === 0) return { name, role: 'admin' };
  const found = await reviewers.byName(name);
  if (!found) throw new Failure(`there is no reviewer ${name}; see "posko reviewer list" and --as`);
  if (found.isDisabled) throw new Failure(`${found.name} cannot come in any more`);
  return found;
}

/** Says that the role of an actor does not allow something. */
export function explainForbidden({ name, role }: Actor): string {
  return `${name} is ${role} and may not do that`;
}
