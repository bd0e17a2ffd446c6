import { userInfo } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import { may, type Permission } from '../domain/accounts/permissions.ts';
import { type Actor, isInvited } from '../domain/accounts/reviewer.ts';
import { readTicket } from '../domain/cases/ticket.ts';
import type { Store } from '../ports/store.ts';
import { describe, type Help, helpOf } from './create-command.ts';
import { configFor, type StoreOptions } from './output.ts';

/** Options of every command that works at the desk. */
export interface DeskOptions extends StoreOptions {
  /** The reviewer's name, as the account spells it. */
  as: string;
}

/** Options of a command that works on a case. */
export interface ReviewOptions extends DeskOptions {
  actor: Actor;
  /** The lease that the reviewer believes to hold. */
  fence?: number;
}

/** What a command at the desk does with the words after its name. */
export type DeskAct<T extends DeskOptions = DeskOptions> = (
  deps: AppDeps,
  options: T,
  ...words: string[]
) => void | Promise<void>;

/** A command at the desk: the permission it needs (undefined: nobody has to be named), and what it does. */
export type DeskCommand = readonly [
  needs: Permission | 'reviewer' | undefined,
  act: DeskAct<never>,
];

/** `--as`: in whose name something is done at the desk. */
export function asReviewer(): Option {
  return new Option('--as <reviewer>', 'your name').default(userInfo().username, 'your login');
}

/** Adds commands at the desk, each by its usage in commands.json. */
export function addDeskCommands(parent: Command, commands: Readonly<Record<string, DeskCommand>>) {
  for (const [usage, command] of Object.entries(commands)) {
    addDeskCommand(parent, { usage, ...helpOf(parent, usage) }, command);
  }
  return parent;
}

/** Adds one command at the desk, with `--json`, `--data`, `--as` and, where it works on a `<ticket>`, `--fence`. */
export function addDeskCommand(
  parent: Command,
  { usage, ...help }: Help & { usage: string },
  [needs, act]: DeskCommand,
): void {
  const command = parent.command(usage);
  const hasTicket = usage.includes('<ticket>');
  if (hasTicket) command.option('--fence <number>', 'refuse where this lease is over', readFence);
  describe(command, { about: '', options: { '--json': null, '--data <folder>': null } });
  if (needs) command.addOption(asReviewer());
  describe(command, help);
  command.action(async (...given: unknown[]) => {
    const words = wordsOf(given);
    if (hasTicket) words[0] = toTicket(words[0]);
    const options = command.opts<DeskOptions>();
    await atDesk(configFor(options), async (deps) => {
      const actor = needs && (await findFor(deps.store, options.as, needs));
      const given = { ...options, ...(actor && { as: actor.name, actor }) };
      await act(deps, given as never, ...words); // the options are those that the command was given
    });
  });
}

function findFor(store: AppDeps['store'], name: string, needs: Permission | 'reviewer') {
  return needs === 'reviewer' ? findActor(store, name) : findReviewer(store, name, needs);
}

/** A ticket as typed; throws where it cannot be one. */
function toTicket(word: unknown): string {
  const ticket = readTicket(String(word));
  if (ticket === undefined) throw new Failure(`${String(word)} is no ticket such as K7Q2`);
  return ticket;
}

function readFence(word: string): number {
  const fence = Number(word);
  if (!Number.isInteger(fence)) throw new InvalidArgumentError('a fence is a whole number');
  return fence;
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

/** Finds the account of a name; without any accounts, everybody with a shell on the machine is trusted. */
export async function findActor(
  { reviewers }: Pick<Store, 'reviewers'>,
  name: string,
): Promise<Actor> {
  const accounts = await reviewers.list();
  if (accounts.length === 0) return { name, role: 'admin' };
  const found = await reviewers.byName(name);
  if (!found) throw new Failure(`there is no reviewer ${name}; see "posko reviewer list" and --as`);
  if (found.isDisabled) throw new Failure(`${found.name} cannot come in any more`);
  if (isInvited(found)) throw new Failure(`${found.name} has to follow the link first`);
  return found;
}

/** Says that the role of an actor does not allow something. */
export function explainForbidden({ name, role }: Actor): string {
  return `${name} is ${role} and may not do that`;
}
