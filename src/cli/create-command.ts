import { Command, InvalidArgumentError, Option } from 'commander';
import { roles } from '../domain/accounts/permissions.ts';
import { closings } from '../domain/cases/case.ts';
import { queueLists } from '../domain/cases/queue-filter.ts';
import { threats } from '../domain/cases/threats.ts';
import { topics } from '../domain/cases/topic-words.ts';
import { verdicts } from '../domain/fact-checks/verdicts.ts';
import { referableThreats } from '../domain/partners/referral.ts';
import { staffLanguages } from '../i18n/languages.ts';
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
  /** Whether it names something by its number, from 1. */
  isNumber?: boolean;
  /** The list of what it may be. */
  choices?: string;
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
    command.addOption(createOption(flags, typeof words === 'string' ? { about: words } : words));
  }
  return command;
}

function createOption(flags: string, help: OptionHelp): Option {
  const { about, required = false, isMany, isNumber, choices } = help;
  const option = new Option(flags, fill(about)).makeOptionMandatory(required);
  if (help.default !== undefined) option.default(help.default);
  if (choices !== undefined) option.choices(LISTS.get(choices) ?? []);
  if (isMany) {
    option.argParser<(string | number)[]>((value, before = []) => {
      return [...before, isNumber ? readNumber(value) : value];
    });
  }
  return option;
}

function readNumber(word: string): number {
  const number = Number(word);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('give a whole number from 1');
}

const DOMAIN = { verdicts, roles, closings, queueLists, topics, threats, referableThreats };
const LISTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({ ...DOMAIN, staffLanguages, kinds: breachKinds }),
);

function fill(text: string): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => LISTS.get(name)?.join(', ') ?? place);
}
