import { userInfo } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import { may, type Permission, roles } from '../domain/accounts/permissions.ts';
import { type Actor, isInvited } from '../domain/accounts/reviewer.ts';
import { closings, readTicket } from '../domain/cases/case.ts';
import { queueLists } from '../domain/cases/queue-filter.ts';
import { threats } from '../domain/cases/threats.ts';
import { topics } from '../domain/cases/topic-words.ts';
import { verdicts } from '../domain/fact-checks/verdicts.ts';
import { referableThreats } from '../domain/partners/referral.ts';
import { staffLanguages } from '../i18n/languages.ts';
import type { Store } from '../ports/store.ts';
import { breachKinds } from '../services/privacy/breach-notices.ts';
import commands from './commands.json' with { type: 'json' };
import { configFor, type StoreOptions } from './output.ts';

/** What commands.json says of a command; an option without words is one that many commands have. */
export interface Help {
  about: string;
  arguments?: Readonly<Record<string, string>>;
  options?: Readonly<Record<string, string | null | OptionHelp>>;
  commands?: Readonly<Record<string, Help>>;
}

interface OptionHelp {
  about: string;
  default?: string | number;
  required?: boolean;
  isMany?: boolean;
  /** Whether it is a whole number from 1, and up to what. */
  isNumber?: boolean;
  most?: number;
  /** The list of what it may be. */
  choices?: string;
}

const helps: Readonly<Record<string, Help>> = commands;

const COMMON: Readonly<Record<string, string | OptionHelp>> = {
  '--fence <number>': { about: 'refuse where this lease is over', isNumber: true },
  '--json': 'print JSON',
  '--data <folder>': 'folder of the embedded store',
};

/** Creates a command of posko as commands.json describes it, with what each of its subcommands does. */
export function createCommand(
  name: keyof typeof commands,
  subcommands: Readonly<Record<string, Parameters<Command['action']>[0]>> = {},
): Command {
  const command = describe(new Command(name), commands[name]);
  for (const [usage, act] of Object.entries(subcommands)) addCommand(command, usage).action(act);
  return command;
}

/** Adds a subcommand as commands.json describes it. */
export function addCommand(parent: Command, usage: string): Command {
  return describe(parent.command(usage), helpOf(parent, usage));
}

/** What commands.json says of a subcommand, which has to be there. */
export function helpOf(parent: Command, usage: string): Help {
  const path = parent.parent ? `${parent.parent.name()} ${parent.name()}` : parent.name();
  const help = helps[path]?.commands?.[usage] ?? helps[`${path} ${usage}`];
  if (!help) throw new Error(`commands.json says nothing of ${path} ${usage}`);
  return help;
}

/** Gives a command its description, arguments and options. */
export function describe(command: Command, help: Help): Command {
  command.description(fill(help.about));
  for (const [name, about] of Object.entries(help.arguments ?? {})) command.argument(name, about);
  for (const [flags, said] of Object.entries(help.options ?? {})) {
    const words = said ?? COMMON[flags] ?? '';
    command.addOption(createOption(flags, typeof words === 'string' ? { about: words } : words));
  }
  return command;
}

function createOption(flags: string, help: OptionHelp): Option {
  const { about, required = false, isMany, isNumber, most, choices } = help;
  const option = new Option(flags, fill(about)).makeOptionMandatory(required);
  if (help.default !== undefined) option.default(help.default);
  if (choices !== undefined) option.choices(LISTS.get(choices) ?? []);
  const read = (word: string) => (isNumber ? readNumber(word, most) : word);
  if (isMany) option.argParser<unknown[]>((word, before = []) => [...before, read(word)]);
  else if (isNumber) option.argParser(read);
  return option;
}

function readNumber(word: string, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(word);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new InvalidArgumentError(`Give a whole number from 1 to ${most}.`);
}

const DOMAIN = { verdicts, roles, closings, queueLists, topics, threats, referableThreats };
const LISTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({ ...DOMAIN, staffLanguages, kinds: breachKinds }),
);

function fill(text: string): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => LISTS.get(name)?.join(', ') ?? place);
}

export interface DeskOptions extends StoreOptions {
  /** The reviewer's name, as the account spells it. */
  as: string;
}

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
type DeskCommand = readonly [needs: Permission | 'reviewer' | undefined, act: DeskAct<never>];

/** `--as`: in whose name something is done at the desk. */
export function asReviewer(): Option {
  return new Option('--as <reviewer>', 'your name').default(userInfo().username, 'your login');
}

/** Creates a command of posko whose subcommands work at the desk, each by its usage in commands.json. */
export function createDeskCommand(
  name: keyof typeof commands,
  subcommands: Readonly<Record<string, DeskCommand>>,
): Command {
  const parent = createCommand(name);
  for (const [usage, command] of Object.entries(subcommands)) {
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
  const fence = hasTicket && { '--fence <number>': null };
  describe(command, { about: '', options: { ...fence, '--json': null, '--data <folder>': null } });
  if (needs) command.addOption(asReviewer());
  describe(command, help);
  command.action(async (...given: unknown[]) => {
    const words = wordsOf(given);
    if (hasTicket) words[0] = toTicket(words[0]);
    const options = command.opts<DeskOptions>();
    await atDesk(configFor(options), async (deps) => {
      const actor = needs && (await findReviewer(deps.store, options.as, needs));
      const given = { ...options, ...(actor && { as: actor.name, actor }) };
      await act(deps, given as never, ...words); // the options are those that the command was given
    });
  });
}

/** A ticket as typed; throws where it cannot be one. */
function toTicket(word: unknown): string {
  const ticket = readTicket(String(word));
  if (ticket === undefined) throw new Failure(`${String(word)} is no ticket such as K7Q2`);
  return ticket;
}

/** The words after a command's name; Commander adds the options and the command itself. */
export function wordsOf(given: readonly unknown[]): string[] {
  return given
    .slice(0, -2)
    .flat()
    .filter((word) => word !== undefined)
    .map(String);
}

/** Finds who works at the desk under a name, as `findActor` does, and makes sure that they may do a thing, if it takes more than a name. */
export async function findReviewer(
  store: Pick<Store, 'reviewers'>,
  name: string,
  needs: Permission | 'reviewer',
) {
  const found = await findActor(store, name);
  if (needs !== 'reviewer' && !may(found.role, needs)) throw new Failure(explainForbidden(found));
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
