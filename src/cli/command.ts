import { Command } from 'commander';
import { Failure } from '../app/user-error.ts';
import { type Config, readConfig } from '../config/config.ts';
import { readSecretFiles } from '../config/secret-files.ts';
import { roles } from '../domain/accounts/permissions.ts';
import { verdicts } from '../domain/fact-checks/verdicts.ts';
import type { Reply } from '../domain/messages/message.ts';
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

/** Options of every command that works with the store. */
export interface StoreOptions {
  json?: boolean;
  data?: string;
}

/** The configuration, with the data folder of `--data` if it is given. */
export function configFor(options: { data?: string | undefined }): Config {
  const data = options.data === undefined ? {} : { POSKO_DATA: options.data };
  return readConfig({ ...readSecretFiles(process.env), ...data });
}

/** Ends the program as any tool ends once nobody reads on, `posko … | head`: without a word, by the number of SIGPIPE. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(128 + 13);
  });
}

/** Writes a line to stdout. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes a value as one line of JSON. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value).replace(UNSAFE, (sign) => `\\u${hex(sign)}`));
}

/** Writes a line to stderr. */
export function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

// What could steer a terminal or turn its text around; JSON.stringify leaves these as they are.
const UNSAFE = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

function hex(sign: string): string {
  return sign.charCodeAt(0).toString(16).padStart(4, '0');
}

/** Writes a result as JSON if that was asked for, and else as a line of text. */
export function printAs({ json }: { json?: boolean | undefined }, value: unknown, text: string) {
  if (json) printJson(value);
  else print(text);
}

/** Writes a list as JSON if that was asked for, and else a line for each entry, or what stands for none. */
export function printList<T>(
  { json }: { json?: boolean | undefined },
  list: readonly T[],
  { line, none }: { line: (entry: T) => string; none?: string },
): void {
  if (json) printJson(list);
  else if (list.length === 0 && none !== undefined) print(none);
  else for (const each of list) print(line(each));
}

/** The parts of a line with dots between them, as far as there are any. */
export function joined(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** A reply as lines of text, its choices below it, numbered unless a number is an answer of another kind. */
export function toLines({ text, choices, isUnnumbered }: Reply): string[] {
  const numbered = choices.map(({ label }, index) =>
    isUnnumbered ? `• ${label}` : `${index + 1}. ${label}`,
  );
  return [...text.split('\n'), ...numbered];
}

/** Reads the `--limit` of a list. */
export function readLimit(limit: string): number {
  const number = Number(limit);
  if (Number.isInteger(number) && number >= 1 && number <= MOST) return number;
  throw new Failure(`--limit takes a number from 1 to ${MOST}`);
}

const MOST = 10_000;
