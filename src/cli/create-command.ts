import { Command } from 'commander';
import { roles } from '../domain/accounts/permissions.ts';
import { verdicts } from '../domain/fact-checks/verdicts.ts';
import { breachKinds } from '../services/privacy/breach-notices.ts';
import commands from './commands.json' with { type: 'json' };

/** What commands.json says of a command; an option without words is one that many commands have. */
export interface Help {
  about: string;
  arguments?: Readonly<Record<string, string>>;
  options?: Readonly<Record<string, string | null | OptionHelp>>;
  commands?: Readonly<Record<string, Help>>;
}

interface OptionHelp {
  about: string;
  default?: string;
  required?: boolean;
  /** Whether it may be given several times. */
  isMany?: boolean;
}

const helps: Readonly<Record<string, Help>> = commands;

const COMMON: Readonly<Record<string, string>> = {
  '--json': 'print JSON',
  '--data <folder>': 'folder of the embedded store',
};

/** Creates a command of posko as commands.json describes it, without its subcommands. */
export function createCommand(name: keyof typeof commands): Command {
  return describe(new Command(name), commands[name]);
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
    const option: OptionHelp = typeof words === 'string' ? { about: words } : words;
    const about = fill(option.about);
    if (option.isMany) command.option(flags, about, gather);
    else command[option.required ? 'requiredOption' : 'option'](flags, about, option.default);
  }
  return command;
}

/** Every value of an option that may be given several times. */
export function gather(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

const LISTS = new Map(Object.entries({ verdicts, roles, kinds: breachKinds }));

function fill(text: string): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => LISTS.get(name)?.join(', ') ?? place);
}
